package io.ats.core.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.stream.Stream;

/**
 * Layers one after the other, each of whose inputs is freed as soon as it has been read: the
 * engine's {@link SequentialBlock} keeps all of them until the step's manager is closed. What the
 * backward pass needs, the graph itself keeps.
 */
final class Layers extends SequentialBlock {

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDList current = inputs;
    for (Block layer : getChildren().values()) {
      NDList read = current;
      current = layer.forward(parameters, read, training);
      free(read, inputs, current);
    }
    return current;
  }

  /**
   * Closes the arrays that are neither inputs nor outputs: a layer may return what it was given.
   */
  private static void free(NDList arrays, NDList inputs, NDList outputs) {
    for (NDArray array : arrays) {
      boolean kept =
          Stream.concat(inputs.stream(), outputs.stream()).anyMatch(other -> other == array);
      if (!kept) {
        array.close();
      }
    }
  }
}
