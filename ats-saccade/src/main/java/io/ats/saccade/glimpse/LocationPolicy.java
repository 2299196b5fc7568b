package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Pass;
import io.ats.core.math.Scalars;

/**
 * The location policy (Mnih et al., NeurIPS 2014, §3): {@code l ~ N(μ, σ²I)} in training, {@code l
 * = μ} at inference, with {@code μ = tanh(γ f(h))}; and the expected cost {@code b = f_b(sg(h))}, a
 * baseline. A location drawn outside the image is clipped to its edge; its log-probability is that
 * before clipping.
 */
final class LocationPolicy extends AbstractBlock {

  private final double deviation;
  private final double gain;
  private final boolean detach;
  private final Block mean;
  private final Block baseline;

  /**
   * Creates a policy, not yet initialised.
   *
   * @param detach whether {@code μ} is computed from {@code sg(h)}
   */
  LocationPolicy(PolicyOptions options, boolean detach) {
    deviation = options.deviation();
    gain = options.gain();
    this.detach = detach;
    mean = addChildBlock("mean", Head.create(options.hidden(), 2));
    baseline = addChildBlock("baseline", Head.create(options.hidden(), 1));
  }

  /**
   * A location and its terms of the score function.
   *
   * @param location {@code (N,2)} in [−1,1], no gradient
   * @param logProbability {@code (N)}, nats, of the location before clipping
   * @param expectedCost {@code b (N)}
   */
  record Choice(NDArray location, NDArray logProbability, NDArray expectedCost) {}

  /**
   * Draws a location.
   *
   * @param state {@code h (N,H)}
   */
  Choice choose(NDArray state, Pass pass) {
    NDList outputs = forward(pass.parameters(), new NDList(state), pass.training());
    NDArray centre = outputs.get(0); // (N,2)
    NDArray drawn = centre.stopGradient();
    if (pass.training()) {
      NDArray noise =
          pass.random().normal(drawn.getManager(), 1, drawn.getShape(), drawn.getDataType());
      drawn = drawn.add(Scalars.times(noise, deviation));
    }
    return new Choice(
        Scalars.clip(drawn, -1, 1), logDensity(drawn, centre, deviation), outputs.get(1));
  }

  /**
   * Returns {@code log N(l; μ, σ²I) = −‖l − μ‖²/(2σ²) − 2 log σ − log 2π}.
   *
   * @param location {@code l (N,2)}
   * @param mean {@code μ (N,2)}
   * @param deviation {@code σ}
   * @return {@code (N)}, nats
   */
  static NDArray logDensity(NDArray location, NDArray mean, double deviation) {
    NDArray squares = location.sub(mean).square().sum(new int[] {1});
    double constant = 2 * Math.log(deviation) + Math.log(2 * Math.PI);
    return Scalars.minus(Scalars.over(squares, -2 * deviation * deviation), constant);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray state = inputs.singletonOrThrow();
    NDArray constant = state.stopGradient();
    NDArray seen = detach ? constant : state;
    NDArray output = mean.forward(parameters, new NDList(seen), training).singletonOrThrow();
    NDArray centre = Scalars.times(output, gain).tanh(); // (N,2)
    NDArray expected =
        baseline.forward(parameters, new NDList(constant), training).singletonOrThrow(); // (N,1)
    return new NDList(centre, expected.squeeze(1));
  }

  /** {@inheritDoc} The shape is the state's, {@code (N,H)}. */
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    mean.initialize(manager, dataType, inputShapes);
    baseline.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    long rows = inputShapes[0].get(0);
    return new Shape[] {new Shape(rows, 2), new Shape(rows)};
  }
}
