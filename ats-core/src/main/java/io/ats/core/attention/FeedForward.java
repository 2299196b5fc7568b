package io.ats.core.attention;

import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;

/** A transformer's feed-forward layer: {@code W_2 relu(W_1 x + b_1) + b_2} of each vector. */
public final class FeedForward {

  private FeedForward() {}

  /**
   * Returns the block, {@code (B,N,D)} to {@code (B,N,D)}.
   *
   * @param width {@code D}
   * @param ratio hidden width as a multiple of {@code D}
   */
  public static SequentialBlock block(int width, int ratio) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits((long) ratio * width).build())
        .add(Activation.reluBlock())
        .add(Linear.builder().setUnits(width).build());
  }
}
