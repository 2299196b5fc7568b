package io.ats.experiments.run;

import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.TrialLabel;
import java.io.IOException;
import java.nio.file.Files;

/** Writes the files that a trial's process reads. */
public final class TrialSetup {

  private TrialSetup() {}

  /** Writes configuration and label, and leaves other files of the trial alone. */
  public static TrialFolder write(RunFolder run, PlannedTrial trial, TrialLabel shared)
      throws IOException {
    TrialFolder folder = run.trial(trial.id());
    if (!Files.isDirectory(folder.root()) && RunFiles.exists(folder.root())) {
      RunFiles.setAside(folder.root()); // a file, or a link that leads nowhere
    }
    Files.createDirectories(folder.root());
    RunFiles.write(folder.config(), trial.config().yaml());
    Json.write(folder.label(), shared.of(trial.variant()));
    return folder;
  }
}
