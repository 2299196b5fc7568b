package io.ats.experiments.run;

import io.ats.experiments.config.PlannedTrial;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.trial.TrialLabel;
import java.io.IOException;
import java.util.List;

/** Starts trials somewhere, each in a process of its own. */
public interface Launcher {

  /** Is called after each trial, one call at a time. */
  @FunctionalInterface
  interface AfterTrial {
    /** Called with the trial's result, good or bad. */
    void accept(TrialResult result) throws IOException;
  }

  /**
   * Runs the trials that have no result yet, whatever becomes of each.
   *
   * @return how many are still to end; not 0 only for a launcher that was told not to wait
   * @throws IOException if the run folder cannot be written, or on an interrupt
   */
  int run(RunFolder folder, List<PlannedTrial> trials, TrialLabel shared, AfterTrial after)
      throws IOException;
}
