package io.ats.experiments.report;

import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the results of a run's trials. */
public final class RunResults {

  private RunResults() {}

  /** Returns the results in the suite's order. */
  public static List<TrialResult> of(Path run) throws IOException {
    return TrialReader.read(List.of(new RunFolder(run)), new Warnings()).trials().stream()
        .map(Trial::result)
        .toList();
  }
}
