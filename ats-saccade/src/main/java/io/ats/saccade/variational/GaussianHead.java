package io.ats.saccade.variational;

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
 * Maps a vector {@code (B,n)} to a {@link Gaussian} {@code (B,Z)}: a hidden layer, then a layer for
 * the mean and, unless the variance is fixed, one for the log-variance.
 */
final class GaussianHead extends AbstractBlock {

  private final Block hidden;
  private final Block mean;
  private final Block logVariance;
  private final float offset;

  /**
   * Creates a head, not yet initialised.
   *
   * @param hidden {@code (B,n)} to {@code (B,X)}
   * @param mean {@code (B,X)} to {@code (B,Z)}
   * @param logVariance the same; null: the variance is fixed
   * @param variance {@code σ²}, or its value where the log-variance layer's output is 0,
   *     approximately the initial one
   */
  GaussianHead(Block hidden, Block mean, Block logVariance, double variance) {
    this.hidden = addChildBlock("hidden", hidden);
    this.mean = addChildBlock("mean", mean);
    this.logVariance = logVariance == null ? null : addChildBlock("logVariance", logVariance);
    offset = (float) Math.log(variance);
  }

  /**
   * Returns the Gaussian.
   *
   * @param input {@code (B,n)}
   */
  Gaussian of(NDArray input, Pass pass) {
    NDList output = forward(pass.parameters(), new NDList(input), pass.training());
    return Gaussian.clamped(output.get(0), output.get(1));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDList features = hidden.forward(parameters, inputs, training);
    NDArray centre = mean.forward(parameters, features, training).singletonOrThrow();
    NDArray spread =
        logVariance == null
            ? centre.stopGradient().zerosLike()
            : logVariance.forward(parameters, features, training).singletonOrThrow();
    return new NDList(centre, Scalars.plus(spread, offset));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    hidden.initialize(manager, dataType, inputShapes);
    Shape[] units = hidden.getOutputShapes(inputShapes);
    mean.initialize(manager, dataType, units);
    if (logVariance != null) {
      logVariance.initialize(manager, dataType, units);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape each = mean.getOutputShapes(hidden.getOutputShapes(inputShapes))[0];
    return new Shape[] {each, each};
  }
}
