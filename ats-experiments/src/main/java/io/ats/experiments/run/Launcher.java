package io.ats.experiments.run;

import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.TrialLabel;
import java.io.IOException;
import java.util.List;

/** Runs trials, each in its own process. */
public interface Launcher {

  /** Receives results, one call at a time. */
  @FunctionalInterface
  interface AfterTrial {
    /** Receives the result of a trial that has ended, failed or not. */
    void accept(TrialResult result) throws IOException;
  }

  /**
   * Runs the trials that have no result yet; a failed one does not stop the others.
   *
   * @return how many have not ended; 0 unless the launcher does not wait
   * @throws IOException if the run folder cannot be written, or if interrupted
   */
  int run(RunFolder folder, List<PlannedTrial> trials, TrialLabel shared, AfterTrial after)
      throws IOException;
}
