package io.ats.core.plugin;

import ai.djl.nn.Block;

/** Makes patch encoders: blocks from {@code (N,C,h,w)} to features {@code (N,F)}. */
public interface EncoderFactory<O extends Record> extends Factory<O> {

  /** Creates an encoder, not yet initialised. */
  Block create(O options);

  /** Returns the least patch side, in pixels, that the encoder accepts. */
  int leastPatch(O options);
}
