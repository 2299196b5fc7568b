package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;

/**
 * A network with one hidden layer, {@code P relu(W x + b) + o}: {@code (N,n)} to {@code
 * (N,outputs)}. It starts with {@code o = 0} and small {@code P}: a location then begins near the
 * image's centre, where the tangent that bounds it has a slope. Both are named neither weight nor
 * bias, so that what draws the initial values of linear layers leaves them as they are.
 */
final class Head extends AbstractBlock {

  private final int units;
  private final int outputs;
  private final Linear hidden;
  private final Parameter projection;
  private final Parameter offset;

  /**
   * Creates a network, not yet initialised.
   *
   * @param units of the hidden layer
   * @param deviation of the initial entries of {@code P}
   */
  Head(int units, int outputs, double deviation) {
    this.units = units;
    this.outputs = outputs;
    hidden = addChildBlock("hidden", Linear.builder().setUnits(units).build());
    projection = parameter("projection", new NormalInitializer((float) deviation));
    offset = parameter("offset", Initializer.ZEROS);
  }

  private Parameter parameter(String name, Initializer initial) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optInitializer(initial)
            .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray layer = hidden.forward(parameters, inputs, training).singletonOrThrow();
    NDArray active = Activation.relu(layer); // (N,units)
    NDArray matrix = parameters.getValue(projection, active.getDevice(), training);
    NDArray constant = parameters.getValue(offset, active.getDevice(), training);
    return new NDList(active.matMul(matrix).add(constant));
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    projection.setShape(new Shape(units, outputs));
    offset.setShape(new Shape(outputs));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    hidden.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), outputs)};
  }
}
