package io.ats.core.plugin;

import ai.djl.nn.Block;
import io.ats.core.weights.Pretrained;
import java.util.Optional;

/** The options of a patch encoder, a record that creates it. */
public interface EncoderSpec {

  /** Creates the encoder, a block from {@code (N,C,h,w)} to {@code (N,F)}, not yet initialised. */
  Block create();

  /** Returns the smallest patch side that the encoder accepts, in pixels. */
  int leastPatch();

  /**
   * Returns the parameters that the encoder begins with, if it is to have some; none by default.
   */
  default Optional<Pretrained> pretrained() {
    return Optional.empty();
  }
}
