package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a block's running statistics were, to which {@link #restore} sets them back.
 *
 * <p>A graph that batch normalisation is part of must have gone backward by then: it saves the
 * statistics, and the engine refuses it when they have been overwritten.
 */
final class RunningStatistics {

  private final NDManager own;
  private final Map<Parameter, NDArray> before = new LinkedHashMap<>();

  /** Copies the block's parameters that are not trained. */
  RunningStatistics(Block block, NDManager manager) {
    own = manager.newSubManager();
    for (Parameter parameter : block.getParameters().values()) {
      if (!parameter.requiresGradient()) {
        NDArray copy = parameter.getArray().duplicate();
        copy.attach(own);
        before.put(parameter, copy);
      }
    }
  }

  /** Sets them back and frees the copies; to be called once. */
  void restore() {
    before.forEach((parameter, copy) -> Values.copy(copy, parameter.getArray()));
    own.close();
  }
}
