package io.ats.experiments.train;

import java.io.IOException;

/** Receives the events of training. */
public interface TrainingListener {

  /**
   * Called before the first epoch of this process.
   *
   * @param epochs the total number
   */
  default void onStart(int epochs) {}

  /** Called after every step. */
  default void onStep(int epoch, int step, int steps, float loss) {}

  /** Called after every epoch, validation included. */
  default void onEpoch(EpochSummary summary, Learner learner) throws IOException {}
}
