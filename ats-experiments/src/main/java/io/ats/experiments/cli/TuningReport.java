package io.ats.experiments.cli;

import io.ats.experiments.report.SearchChances;
import io.ats.experiments.report.page.TuningPage;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TuningCsv;
import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.tune.SearchPlan;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The report of a folder that holds a search: its page, from {@code tuning.csv}. */
final class TuningReport {

  private TuningReport() {}

  /** Returns whether a folder holds a search, of which at least one trial has ended. */
  static boolean isOf(RunFolder run) {
    return RunFiles.exists(run.tuning());
  }

  /**
   * Writes the page.
   *
   * @throws ConfigException if a file that it needs is missing or damaged
   * @throws IOException if the report's folder cannot be written
   */
  static void write(RunFolder run, Path dir) throws IOException {
    try {
      ResolvedSuite suite =
          ResolvedSuite.of(ConfigNode.parse(Checksums.sealed(run.suite()), run.suite().toString()));
      List<String> about = new ArrayList<>(List.of(suite.about()));
      List<TuningTrial> trials = TuningCsv.read(run.tuning());
      int begun = trials.stream().mapToInt(TuningTrial::rung).max().orElse(0);
      for (int rung = 0; rung < begun; rung++) {
        SearchChances.of(trials, rung, false).ifPresent(about::add);
      }
      if (RunFiles.exists(run.search())) {
        SearchPlan plan = SearchPlan.read(run.search());
        if (!plan.ended()) {
          about.add(
              "The search has not ended: %d of at most %d trials. Chosen is the best of these; a row without a trial is not shown."
                  .formatted(trials.size(), plan.size()));
        } else {
          SearchChances.of(trials, begun, true).ifPresent(about::add);
        }
      }
      TuningPage.write(suite.suite() + "@" + suite.preset(), about, trials, dir);
    } catch (DamagedFileException e) {
      throw new ConfigException(e.getMessage());
    }
  }
}
