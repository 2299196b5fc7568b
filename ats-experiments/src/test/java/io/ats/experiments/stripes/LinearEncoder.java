package io.ats.experiments.stripes;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import io.ats.core.options.Option;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;

/** Encoder {@code linear}: from patches {@code (N,C,h,w)} to features {@code (N,F)}. */
@About(summary = "One linear layer on the pixels.", paper = "ours")
record LinearEncoder(@Option(value = "features F", min = 1, max = 4096) int features)
    implements EncoderSpec {

  static final LinearEncoder DEFAULTS = new LinearEncoder(16);

  @Override
  public Block create() {
    return new SequentialBlock()
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(features).build());
  }

  @Override
  public int leastPatch() {
    return 1;
  }
}
