package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** Stochastic gradient descent with momentum, by the engine's update. */
final class SgdUpdate extends ParameterUpdate {

  private final float momentum;
  private final float weightDecay;

  SgdUpdate(NDManager manager, double momentum, double weightDecay) {
    super(manager);
    this.momentum = (float) momentum;
    this.weightDecay = (float) weightDecay;
  }

  @Override
  void update(String name, NDArray weight, NDArray gradient, double learningRate) {
    NDList inputs = new NDList(weight, gradient, moment(name, "m", weight));
    weight
        .getNDArrayInternal()
        .sgdUpdate(
            inputs,
            new NDList(weight),
            (float) learningRate,
            weightDecay,
            1f,
            -1f,
            momentum,
            false);
  }
}
