package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/** An optimiser whose state can be saved, which the engine's own keep private. */
abstract class ParameterUpdate {

  private final Moments moments;
  private long steps;

  /** Creates an optimiser whose moments a manager owns. */
  ParameterUpdate(NDManager manager) {
    moments = new Moments(manager);
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
    return moments.of(parameter + "#" + moment, weight);
  }

  /** Returns the state by name: what {@link #restore} takes. */
  final Map<String, NDArray> state() {
    return moments.all();
  }

  /** Returns how many steps were begun. */
  final long steps() {
    return steps;
  }

  /** Goes on where another left off. */
  final void restore(Map<String, NDArray> state, long stepsDone) {
    moments.restore(state);
    steps = stepsDone;
  }
}
