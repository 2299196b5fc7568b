package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.ats.core.math.Scalars;

/**
 * Stochastic gradient descent with momentum {@code μ}: {@code m ← μ·m + g + λ·w}, {@code w ← w −
 * η·m}. The rate is outside the momentum, so that a schedule acts at once.
 */
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
    // The engine keeps −η·m, with the rate of each step: it is given that and gives it back.
    NDArray moment = moment(name, "m", weight);
    Scalars.multiply(moment, -learningRate);
    weight
        .getNDArrayInternal()
        .sgdUpdate(
            new NDList(weight, gradient, moment),
            new NDList(weight),
            (float) learningRate,
            weightDecay,
            1f,
            -1f,
            momentum,
            false);
    Scalars.multiply(moment, -1 / learningRate);
  }
}
