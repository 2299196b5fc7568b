package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.ats.core.math.Scalars;

/**
 * Adam (Kingma &amp; Ba, 2014) by the engine's update, with moments that can be saved: {@code w ← w
 * − η·m̂/(√v̂ + ε)}. Weight decay {@code λ} is added to the gradient as {@code λ·w}, or, decoupled
 * (Loshchilov &amp; Hutter, ICLR 2019), {@code w ← w − η·λ·w} comes first.
 */
final class AdamUpdate extends ParameterUpdate {

  private static final float BETA2 = 0.999f;
  private static final double EPSILON = 1e-8;

  private final double beta1;
  private final double weightDecay;
  private final boolean decoupled;

  AdamUpdate(NDManager manager, double beta1, double weightDecay, boolean decoupled) {
    super(manager);
    this.beta1 = beta1;
    this.weightDecay = weightDecay;
    this.decoupled = decoupled;
  }

  @Override
  void update(String name, NDArray weight, NDArray gradient, double learningRate) {
    // The engine divides by √v + ε with the uncorrected v: the correction goes into both factors.
    double correction = Math.sqrt(1 - Math.pow(BETA2, steps()));
    double rate = learningRate * correction / (1 - Math.pow(beta1, steps()));
    if (decoupled && weightDecay > 0) {
      Scalars.multiply(weight, 1 - learningRate * weightDecay);
    }
    NDList inputs =
        new NDList(weight, gradient, moment(name, "m", weight), moment(name, "v", weight));
    weight
        .getNDArrayInternal()
        .adamUpdate(
            inputs,
            new NDList(weight),
            (float) learningRate,
            (float) rate,
            decoupled ? 0f : (float) weightDecay,
            1f,
            -1f,
            (float) beta1,
            BETA2,
            (float) (EPSILON * correction),
            false,
            false);
  }
}
