package io.ats.experiments.train;

import java.io.IOException;

/** Is told how training goes. */
public interface TrainingListener {

  /** Called after every step. */
  default void onStep(int epoch, int step, int steps, float loss) {}

  /** Called after every epoch, validation included. */
  default void onEpoch(EpochSummary summary, Learner learner) throws IOException {}
}
