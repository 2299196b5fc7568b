package io.ats.experiments.run;

import io.ats.experiments.results.Code;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.TrialLabel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains from the start what other code has trained, the whole trial or some epochs.
 *
 * @param launcher runs the trials
 */
public record RetrainChanged(Launcher launcher) implements Launcher {

  @Override
  public int run(RunFolder folder, List<PlannedTrial> trials, TrialLabel shared, AfterTrial after)
      throws IOException {
    for (PlannedTrial planned : trials) {
      TrialFolder trial = folder.trial(planned.id());
      if (!Code.present().changed(trial).isEmpty()) {
        // The checkpoint first: without it, whatever is left is trained from the start.
        for (Path old :
            List.of(
                trial.checkpoint(),
                trial.result(),
                trial.failure(),
                trial.checksums(),
                trial.metrics(),
                trial.pictures(),
                trial.provenance())) {
          RunFiles.deleteTree(old);
        }
      }
    }
    return launcher.run(folder, trials, shared, after);
  }
}
