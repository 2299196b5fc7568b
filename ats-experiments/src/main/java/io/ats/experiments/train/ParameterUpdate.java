package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/** An optimiser whose state can be saved; the engine's own keep theirs private. */
abstract class ParameterUpdate {

  private final NDManager manager;
  private Map<String, NDArray> moments = new LinkedHashMap<>();
  private long steps;

  /** Creates an optimiser whose moments a manager owns. */
  ParameterUpdate(NDManager manager) {
    this.manager = manager;
  }

  /** Starts a step, before its first {@link #update}. */
  final void beginStep() {
    steps++;
  }

  /**
   * Updates a parameter in place and zeroes its gradient.
   *
   * @param name identifies the parameter's state
   */
  abstract void update(String name, NDArray weight, NDArray gradient, double learningRate);

  /** Returns a moment of a parameter, zero at first, named {@code parameter#moment}. */
  final NDArray moment(String parameter, String moment, NDArray weight) {
    return moments.computeIfAbsent(
        parameter + "#" + moment, name -> manager.zeros(weight.getShape(), weight.getDataType()));
  }

  /** Returns the state by name: what {@link #restore} takes. */
  final Map<String, NDArray> state() {
    return moments;
  }

  /** Returns the number of steps begun. */
  final long steps() {
    return steps;
  }

  /** Restores a saved state, which is copied. */
  final void restore(Map<String, NDArray> state, long stepsDone) {
    moments.values().forEach(NDArray::close);
    moments = Checkpoint.copies(state, manager);
    steps = stepsDone;
  }
}
