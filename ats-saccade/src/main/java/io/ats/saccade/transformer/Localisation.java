package io.ats.saccade.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;

/**
 * The linear layer that predicts a crop, {@code (r, u, v) = P x + o}, or {@code (s, u, v)}: {@code
 * (B,n)} to {@code (B,3)}.
 *
 * <p>By default it starts with {@code P = 0} and {@code o = (scale, 0, 0)}: centred crops. Its
 * parameters are named neither weight nor bias, so that the initialisers of linear layers do not
 * overwrite them.
 */
public final class Localisation extends AbstractBlock {

  private static final int OUTPUTS = 3;

  private final Parameter projection;
  private final Parameter offset;

  /**
   * Creates a layer, not yet initialised.
   *
   * @param scale the first output at first; above its bound, at which it would have no gradient
   * @param deviation standard deviation of the initial entries of {@code P}; 0: all zero
   */
  public Localisation(double scale, double deviation) {
    float first = (float) scale;
    projection =
        parameter(
            "projection",
            deviation == 0 ? Initializer.ZEROS : new NormalInitializer((float) deviation));
    offset =
        parameter(
            "offset", (manager, shape, type) -> manager.create(new float[] {first, 0, 0}, shape));
  }

  private Parameter parameter(String name, Initializer initial) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optInitializer(initial)
            .build());
  }

  /**
   * Returns the outputs.
   *
   * @param input {@code (B,n)}
   * @return {@code (B,3)}
   */
  public NDArray outputs(ParameterStore parameters, NDArray input, boolean training) {
    return forward(parameters, new NDList(input), training).singletonOrThrow();
  }

  /**
   * Returns the standard deviations of the outputs for an input of independent entries: {@code
   * √(Σ_j P_ij²·σ_j²)}.
   *
   * @param variance {@code σ² (B,n)}
   * @return {@code (B,3)}
   */
  public NDArray deviations(ParameterStore parameters, NDArray variance, boolean training) {
    NDArray weights = parameters.getValue(projection, variance.getDevice(), training);
    return variance.expandDims(1).mul(weights).mul(weights).sum(new int[] {2}).sqrt();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray input = inputs.singletonOrThrow(); // (B,n)
    NDArray weights = parameters.getValue(projection, input.getDevice(), training); // (3,n)
    NDArray constant = parameters.getValue(offset, input.getDevice(), training); // (3)
    return new NDList(input.expandDims(1).mul(weights).sum(new int[] {2}).add(constant)); // (B,3)
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    projection.setShape(new Shape(OUTPUTS, inputShapes[0].get(1)));
    offset.setShape(new Shape(OUTPUTS));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    // No child blocks.
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), OUTPUTS)};
  }
}
