package io.ats.experiments.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.SampleRun;
import io.ats.experiments.results.TrialResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongCsvTest {

  private static final List<TrialResult> RESULTS =
      List.of(
          SampleRun.ok("ats", "majority", 0, 0.75, 0.8),
          SampleRun.ok("ats", "majority", 1, 0.5, 0.6),
          SampleRun.failed("uniform", "majority", 0, "for the test"));

  private static List<String> lines(List<TrialResult> results) {
    return LongCsv.text(SampleRun.trials(results)).lines().toList();
  }

  @Test
  void everyNumberOfTrialsThatEndedWellHasALine() {
    List<String> lines = lines(RESULTS);
    assertThat(lines.get(0)).isEqualTo("row,task,seed,metric,value");
    assertThat(lines)
        .contains(
            "ats,quick@lite megapixel-mnist majority,0,test_accuracy,0.75",
            "ats,quick@lite megapixel-mnist majority,1,test_accuracy,0.5",
            "ats,quick@lite megapixel-mnist majority,1,train_seconds,130.0",
            "ats,quick@lite megapixel-mnist majority,1,parameters,54321")
        .noneMatch(line -> line.startsWith("uniform"))
        .noneMatch(line -> line.contains("NaN"));
  }

  /** A line is the same whatever else is in the report. */
  @Test
  void linesDoNotDependOnOtherTasks() {
    List<TrialResult> more = new ArrayList<>(RESULTS);
    more.add(SampleRun.ok("ats", "max", 0, 0.9, 0.9));
    assertThat(lines(more)).containsAll(lines(RESULTS)).hasSizeGreaterThan(lines(RESULTS).size());
  }
}
