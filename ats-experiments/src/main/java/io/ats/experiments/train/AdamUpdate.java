package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * Adam (Kingma &amp; Ba, 2014) by the engine's update, with moments that can be saved: {@code w ← w
 * − η·m̂/(√v̂ + ε)}, weight decay added to the gradient.
 */
final class AdamUpdate extends ParameterUpdate {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final double EPSILON = 1e-8;

  private final float weightDecay;

  AdamUpdate(NDManager manager, double weightDecay) {
    super(manager);
    this.weightDecay = (float) weightDecay;
  }

  @Override
  void update(String name, NDArray weight, NDArray gradient, double learningRate) {
    // The engine divides by √v + ε with the uncorrected v: the correction goes into both factors.
    double correction = Math.sqrt(1 - Math.pow(BETA2, steps()));
    double rate = learningRate * correction / (1 - Math.pow(BETA1, steps()));
    NDList inputs =
        new NDList(weight, gradient, moment(name, "m", weight), moment(name, "v", weight));
    weight
        .getNDArrayInternal()
        .adamUpdate(
            inputs,
            new NDList(weight),
            (float) learningRate,
            (float) rate,
            weightDecay,
            1f,
            -1f,
            BETA1,
            BETA2,
            (float) (EPSILON * correction),
            false,
            false);
  }
}
