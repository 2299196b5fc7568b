package io.ats.core.score;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;

/** An activation function. */
public enum ActivationKind {
  RELU,
  LEAKY_RELU,
  TANH;

  /** Returns the activation as a block. */
  public Block block() {
    return switch (this) {
      case RELU -> Activation.reluBlock();
      case LEAKY_RELU -> Activation.leakyReluBlock(0.01f);
      case TANH -> Activation.tanhBlock();
    };
  }
}
