package io.ats.experiments.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.TrialReader;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
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
    assertThat(ProvenanceSection.of(trials(other, other)).warnings())
        .hasSize(1)
        .first(InstanceOfAssertFactories.STRING)
        .startsWith("Other code: 2 of 2 trials were not trained by the present code: ");
  }
}
