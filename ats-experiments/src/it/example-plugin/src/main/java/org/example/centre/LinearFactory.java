package org.example.centre;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import io.ats.core.plugin.EncoderFactory;

/** Makes {@code linear}: from patches {@code (N,C,h,w)} to features {@code (N,F)}. */
public final class LinearFactory implements EncoderFactory<LinearOptions> {

  @Override
  public LinearOptions defaults() {
    return new LinearOptions(16);
  }

  @Override
  public String summary() {
    return "One linear layer on the pixels.";
  }

  @Override
  public String paper() {
    return "ours";
  }

  @Override
  public Block create(LinearOptions options) {
    return new SequentialBlock()
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(options.features()).build());
  }

  @Override
  public int leastPatch(LinearOptions options) {
    return 1;
  }
}
