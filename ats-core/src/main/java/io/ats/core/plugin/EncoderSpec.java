package io.ats.core.plugin;

import ai.djl.nn.Block;

/** The options of a patch encoder, a record that creates it. */
public interface EncoderSpec {

  /** Creates the encoder, a block from {@code (N,C,h,w)} to {@code (N,F)}, not yet initialised. */
  Block create();

  /** Returns the smallest patch side that the encoder accepts, in pixels. */
  int leastPatch();
}
