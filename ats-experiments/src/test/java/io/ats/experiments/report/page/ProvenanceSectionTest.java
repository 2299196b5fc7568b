package io.ats.experiments.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.TrialReader;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceSectionTest {

  @TempDir Path dir;

  private List<Trial> trials(String... provenances) throws IOException {
    List<TrialResult> results =
        List.of(
            SampleRun.ok("uniform", "majority", 0, 0.5, 0.5),
            SampleRun.ok("ats", "majority", 0, 0.5, 0.5));
    RunFolder run = SampleRun.writeWhole(dir, results, 2);
    for (int i = 0; i < provenances.length; i++) {
      Files.writeString(run.trial(results.get(i).key().trial()).provenance(), provenances[i]);
    }
    return TrialReader.read(List.of(run), new Warnings()).trials();
  }

  @Test
  void everyProcessOfATrialIsShownWithItsEpochs() throws IOException {
    String html =
        ProvenanceSection.of(
                trials(
                    """
                    {"data": "some", "segments": [
                      {"from": 1, "to": 3, "project_commit": "AAAA", "threads": 1, "plugins": {"p.jar": "11"}},
                      {"from": 4, "to": 8, "project_commit": "BBBB", "threads": 1, "plugins": {"p.jar": "11"}},
                      {"from": 9, "to": 8, "project_commit": "CCCC", "threads": 1, "plugins": {"p.jar": "11"}}]}
                    """))
            .html();
    assertThat(html).contains("AAAA (epochs 1–3); BBBB (epochs 4–8); CCCC (test)", "plugins.p.jar");
    assertThat(html).doesNotContain("1 (epochs", "Other code", "Other data");
  }

  @Test
  void otherCodeAndOtherDataAreSaid() throws IOException {
    String html =
        ProvenanceSection.of(
                trials(
                    "{\"segments\": [{\"from\": 1, \"to\": 8, \"code\": \"abc\", \"data_checksum\": \"1\"}]}",
                    "{\"segments\": [{\"from\": 1, \"to\": 8, \"code\": \"unknown\", \"data_checksum\": \"2\"}]}"))
            .html();
    assertThat(html)
        .contains("Other code: uniform, seed 0 was not trained by the present code")
        .contains("Other data: ")
        .doesNotContain("Other code: ats");
  }

  /** A line a trial would be pages of a study. */
  @Test
  void whatHoldsOfManyTrialsIsSaidOnce() throws IOException {
    String other =
        "{\"segments\": [{\"from\": 1, \"to\": 8, \"code\": \"abc\", \"device\": \"cpu()\","
            + " \"threads\": 1, \"processors\": 2, \"load_at_start\": 9}]}";
    assertThat(ProvenanceSection.of(slowed(trials(other, other))).warnings())
        .satisfiesExactly(
            code ->
                assertThat(code)
                    .startsWith("Other code: 2 of 2 trials were not trained by the present code: "),
            busy ->
                assertThat(busy)
                    .startsWith("Busy machine: ats, seed 0 trained for 100.0 s with 10.0 s")
                    .endsWith("its times say little; nor do those of uniform, seed 0."));
  }

  private static List<Trial> slowed(List<Trial> trials) {
    return trials.stream()
        .map(
            trial ->
                new Trial(
                    trial.folder(),
                    trial
                        .result()
                        .withCost(Metric.TRAIN_SECONDS, 100)
                        .withCost(Metric.TRAIN_CPU_SECONDS, 10),
                    trial.options(),
                    trial.metrics(),
                    trial.confusions(),
                    trial.pictures(),
                    trial.maps(),
                    trial.provenance()))
        .toList();
  }
}
