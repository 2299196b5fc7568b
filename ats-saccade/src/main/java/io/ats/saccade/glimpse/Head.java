package io.ats.saccade.glimpse;

import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;

/** A network with one hidden layer: {@code W_2 relu(W_1 x + b_1) + b_2}. */
final class Head {

  private Head() {}

  /** Returns the block, {@code (N,n)} to {@code (N,outputs)}, not yet initialised. */
  static SequentialBlock create(int hidden, int outputs) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(hidden).build())
        .add(Activation.reluBlock())
        .add(Linear.builder().setUnits(outputs).build());
  }
}
