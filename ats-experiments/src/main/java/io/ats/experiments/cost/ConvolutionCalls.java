package io.ats.experiments.cost;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.training.ParameterStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A store that notes which convolution asks for its weights, one after the other: the stride and
 * the padding are the block's, and the engine does not tell them.
 */
final class ConvolutionCalls extends ParameterStore {

  private record Call(Convolution block, Shape weights) {}

  private final ParameterStore parameters;
  private final Map<Parameter, Convolution> blocks = new IdentityHashMap<>();
  private final Deque<Call> calls = new ArrayDeque<>();

  ConvolutionCalls(Block model, ParameterStore parameters) {
    this.parameters = parameters;
    find(model);
  }

  private void find(Block block) {
    if (block instanceof Convolution convolution) {
      blocks.put(convolution.getParameters().get("weight"), convolution);
    }
    block.getChildren().values().forEach(this::find);
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    if (blocks.containsKey(parameter)) {
      calls.add(new Call(blocks.get(parameter), parameter.getShape()));
    }
    return parameters.getValue(parameter, device, training);
  }

  /**
   * Returns the shape of the output of the next convolution.
   *
   * @return empty if it is not of a block that asked for weights of that shape
   */
  Optional<Shape> output(Shape input, Shape weights) {
    if (calls.isEmpty() || !calls.peek().weights().equals(weights)) {
      return Optional.empty();
    }
    return Optional.of(calls.remove().block().getOutputShapes(new Shape[] {input})[0]);
  }

  /** Returns whether every convolution that asked for its weights was asked for its output. */
  boolean done() {
    return calls.isEmpty();
  }
}
