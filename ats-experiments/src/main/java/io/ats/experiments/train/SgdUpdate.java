package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/** Stochastic gradient descent with momentum, by the engine's update. */
final class SgdUpdate implements ParameterUpdate {

  private final Moments moments;
  private final float momentum;
  private final float weightDecay;
  private long steps;

  SgdUpdate(NDManager manager, double momentum, double weightDecay) {
    moments = new Moments(manager);
    this.momentum = (float) momentum;
    this.weightDecay = (float) weightDecay;
  }

  @Override
  public void beginStep() {
    steps++;
  }

  @Override
  public void update(String name, NDArray weight, NDArray gradient, double learningRate) {
    NDList inputs = new NDList(weight, gradient, moments.of(name + "#m", weight));
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
