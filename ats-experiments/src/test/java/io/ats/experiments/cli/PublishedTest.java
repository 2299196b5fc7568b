package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import io.ats.experiments.report.Published;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.report.tables.ReportTable;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.yaml.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether runs of presets with the sources' settings are comparable with the source. */
class PublishedTest {

  private static final Injector INJECTOR = Main.injector(List.of());

  private static List<String> comparableIn(
      String name, String selector, String task, String... set) {
    SuiteConfig suite = INJECTOR.getInstance(Suites.class).load(name);
    PlannedTrial planned =
        INJECTOR
            .getInstance(SuiteExpansion.class)
            .expand(
                suite, "paper", List.of("selector=" + selector, "task=" + task), Arrays.asList(set))
            .get(0);
    TrialResult result =
        SampleRun.ok(selector, task, planned.config().seed(), 0.8, 0.8)
            .named(name, "paper", planned.variant());
    Trial trial = SampleRun.trial(result, Trees.leaves(planned.config().tree()));
    List<String> cells = new ArrayList<>();
    for (ReportTable table :
        ReportTable.of(
            new RunData(List.of(trial), Map.of(), Map.of()),
            INJECTOR.getInstance(Published.class),
            new Warnings())) {
      if (table.name().equals("sources")) {
        for (int i = 0; i < table.table().rowCount(); i++) {
          if (table.table().stringColumn("row").get(i).equals(selector)) {
            cells.add(table.table().stringColumn("comparable").get(i));
          }
        }
      }
    }
    return cells;
  }

  private static final String YES =
      "yes, but: which column is sum and which identify is inferred from the papers";

  private static List<String> wholeImage(String... set) {
    return comparableIn("two-digit-mnist", "whole-image", "sum", set);
  }

  @Test
  void onlyTheResolvedConfigurationDecides() {
    assertThat(wholeImage())
        .as("as published, pictures have no effect")
        .isEqualTo(wholeImage("training.pictures=1"))
        .anyMatch(cell -> cell.startsWith(YES));
    assertThat(wholeImage("dataset.height=64", "training.epochs=1"))
        .contains("no: these options differ: dataset.height=64 (100), training.epochs=1 (300)");
  }

  /** The source sums digits without clutter, and names them with it. */
  @Test
  void aSumWithClutterIsNotTheSources() {
    assertThat(comparableIn("two-digit-mnist", "whole-image", "identify"))
        .anyMatch(cell -> cell.startsWith(YES));
    assertThat(wholeImage("dataset.clutter=8"))
        .contains("no: these options differ: dataset.clutter=8 (0)")
        .noneMatch(cell -> cell.startsWith("yes"));
  }
}
