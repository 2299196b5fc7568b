package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.TrialLabel;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainChangedTest {

  @TempDir Path dir;

  private TrialFolder trial(RunFolder run, String id, String... codes) throws IOException {
    TrialFolder trial = run.trial(id);
    Files.createDirectories(trial.checkpoint());
    Files.createDirectories(trial.pictures());
    Files.writeString(trial.checkpoint().resolve("state.bin"), "some");
    Files.writeString(trial.pictures().resolve("test-000.png"), "some");
    Files.writeString(trial.result(), "{}");
    Files.writeString(trial.metrics(), "");
    List<String> segments = new ArrayList<>();
    for (String code : codes) {
      segments.add("{\"code\": \"" + code + "\"}");
    }
    Files.writeString(trial.provenance(), "{\"segments\": " + segments + "}");
    return trial;
  }

  @Test
  void onlyWhatOtherCodeTrainedIsDeleted() throws IOException {
    RunFolder run = new RunFolder(dir);
    TrialFolder same = trial(run, "same", "unknown");
    TrialFolder partly = trial(run, "partly", "abc", "unknown");
    TrialFolder half = trial(run, "half", "abc");
    Files.delete(half.result());
    TrialFolder damaged = trial(run, "damaged", "unknown");
    Files.writeString(damaged.provenance(), "{");
    TrialConfig config =
        Main.injector(List.of())
            .getInstance(Resolver.class)
            .resolve(
                ConfigNode.parse(
                    "{dataset: {name: megapixel-mnist}, selector: {name: uniform},"
                        + " encoder: {name: lenet}, aggregator: {name: mean}}",
                    "test"));
    List<PlannedTrial> trials =
        List.of("same", "partly", "half", "damaged", "new").stream()
            .map(id -> new PlannedTrial(id, id, config))
            .toList();
    List<PlannedTrial> passed = new ArrayList<>();
    new RetrainChanged(
            (folder, all, shared, after) -> {
              passed.addAll(all);
              return 0;
            })
        .run(run, trials, new TrialLabel("", "", "", "cpu"), result -> {});
    assertThat(passed).isEqualTo(trials);
    assertThat(same.result()).exists();
    assertThat(same.checkpoint().resolve("state.bin")).exists();
    for (TrialFolder again : List.of(partly, half, damaged)) {
      assertThat(again.root()).isEmptyDirectory();
    }
  }
}
