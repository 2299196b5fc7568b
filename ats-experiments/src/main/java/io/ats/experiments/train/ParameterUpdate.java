package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** An optimiser whose state can be saved, which the engine's own keep private. */
interface ParameterUpdate {

  /** Starts a step, before its first {@link #update}. */
  void beginStep();

  /**
   * Updates a parameter in place and zeroes its gradient.
   *
   * @param name identifies the parameter's state
   */
  void update(String name, NDArray weight, NDArray gradient, double learningRate);

  /** Returns the state by name: what {@link #restore} takes. */
  Map<String, NDArray> state();

  /** Returns how many steps were begun. */
  long steps();

  /** Goes on where another left off. */
  void restore(Map<String, NDArray> state, long steps);
}
