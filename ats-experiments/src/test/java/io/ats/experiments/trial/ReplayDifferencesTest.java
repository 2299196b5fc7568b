package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.SampleRun;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayDifferencesTest {

  @TempDir Path dir;

  private TrialFolder trial(String name, String provenance) throws IOException {
    TrialFolder trial = new TrialFolder(Files.createDirectories(dir.resolve(name)));
    TrialResult result = SampleRun.ok("uniform", "majority", 0, 0.5, 0.5);
    MetricsCsv.write(trial.metrics(), SampleRun.metrics(result, 2));
    Json.write(trial.result(), result);
    Files.writeString(trial.provenance(), provenance);
    return trial;
  }

  /** Each process of the trial is compared with the replay's only one; loads and times are not. */
  @Test
  void everySegmentIsCompared() throws IOException {
    TrialFolder before =
        trial(
            "before",
            """
            {"data": "some", "started": "a", "segments": [
              {"from": 1, "to": 3, "code": "old", "threads": 1, "load_at_end": 7, "plugins": {"p.jar": "1"}},
              {"from": 4, "to": 8, "code": "new", "threads": 2, "load_at_end": 8, "plugins": {"p.jar": "2"}}]}
            """);
    TrialFolder now =
        trial(
            "now",
            """
            {"data": "other", "started": "b", "segments": [
              {"from": 1, "to": 8, "code": "new", "threads": 1, "load_at_end": 1, "plugins": {"p.jar": "2"}}]}
            """);
    ReplayDifferences found = ReplayDifferences.between(before, now);
    assertThat(found.numbers()).isEmpty();
    assertThat(found.provenance())
        .containsExactly(
            "data: \"some\", now \"other\"",
            "code of epochs 1 to 3: \"old\", now \"new\"",
            "plugins of epochs 1 to 3: {\"p.jar\":\"1\"}, now {\"p.jar\":\"2\"}",
            "threads of epochs 4 to 8: 2, now 1");
  }
}
