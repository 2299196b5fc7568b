package io.ats.saccade.variational;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Pass;

/**
 * Maps a vector {@code (B,n)} to a {@link Gaussian} {@code (B,Z)}: a linear layer with ReLU, then
 * one for the mean and, unless the deviation is fixed, one for the log-variance.
 */
final class GaussianHead extends AbstractBlock {

  private final Linear hidden;
  private final Linear mean;
  private final Linear logVariance;
  private final float offset;

  /**
   * Creates a head, not yet initialised.
   *
   * @param deviation {@code σ} where the log-variance layer's output is 0, approximately the
   *     initial value
   * @param fixed whether {@code σ} is always that value
   */
  GaussianHead(int units, int latent, double deviation, boolean fixed) {
    hidden = addChildBlock("hidden", Linear.builder().setUnits(units).build());
    mean = addChildBlock("mean", Linear.builder().setUnits(latent).build());
    logVariance =
        fixed ? null : addChildBlock("logVariance", Linear.builder().setUnits(latent).build());
    offset = (float) (2 * Math.log(deviation));
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
    NDArray units = hidden.forward(parameters, inputs, training).singletonOrThrow();
    NDList features = new NDList(Activation.relu(units));
    NDArray centre = mean.forward(parameters, features, training).singletonOrThrow();
    NDArray spread =
        logVariance == null
            ? centre.stopGradient().zerosLike()
            : logVariance.forward(parameters, features, training).singletonOrThrow();
    return new NDList(centre, spread.add(offset));
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
