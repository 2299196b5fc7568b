package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/** Adam (Kingma &amp; Ba, 2014) by the engine's update, with moments that can be saved. */
final class AdamUpdate implements ParameterUpdate {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final Moments moments;
  private final float weightDecay;
  private long steps;

  AdamUpdate(NDManager manager, double weightDecay) {
    moments = new Moments(manager);
    this.weightDecay = (float) weightDecay;
  }

  @Override
  public void beginStep() {
    steps++;
  }

  @Override
  public void update(String name, NDArray weight, NDArray gradient, double learningRate) {
    double correction = Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
    NDList inputs =
        new NDList(
            weight, gradient, moments.of(name + "#m", weight), moments.of(name + "#v", weight));
    weight
        .getNDArrayInternal()
        .adamUpdate(
            inputs,
            new NDList(weight),
            (float) learningRate,
            (float) (learningRate * correction),
            weightDecay,
            1f,
            -1f,
            BETA1,
            BETA2,
            EPSILON,
            false,
            false);
  }

  @Override
  public Map<String, NDArray> state() {
    return moments.all();
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public void restore(Map<String, NDArray> state, long stepsDone) {
    moments.restore(state);
    steps = stepsDone;
  }
}
