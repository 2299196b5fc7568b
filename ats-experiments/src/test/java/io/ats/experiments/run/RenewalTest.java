package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.TrialLock;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalTest {

  private static final TrialConfig CONFIG = config("{name: megapixel-mnist}");

  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path dir;

  private static TrialConfig config(String dataset) {
    return config(dataset, "{name: lenet}");
  }

  private static TrialConfig config(String dataset, String encoder) {
    return Main.injector(List.of())
        .getInstance(Resolver.class)
        .resolve(
            ConfigNode.parse(
                "{dataset: "
                    + dataset
                    + ", selector: {name: uniform}, encoder: "
                    + encoder
                    + ", aggregator: {name: mean}}",
                "test"));
  }

  private TrialFolder trial(String id, String... segments) throws IOException {
    TrialFolder trial = new RunFolder(dir).trial(id);
    Files.createDirectories(trial.checkpoint());
    Files.createDirectories(trial.pictures());
    Files.writeString(trial.checkpoint().resolve("state.bin"), "some");
    Files.writeString(trial.pictures().resolve("test-000.png"), "some");
    Files.writeString(trial.result(), "{}");
    Files.writeString(trial.metrics(), "");
    Files.writeString(trial.predictions(), "");
    Files.writeString(trial.provenance(), "{\"segments\": " + List.of(segments) + "}");
    return trial;
  }

  private static String segment(String code, String data) {
    return "{\"code\": \"%s\", \"data_checksum\": \"%s\"}".formatted(code, data);
  }

  @Test
  void onlyWhatOtherCodeOrDataTrainedIsDeleted() throws IOException {
    String data = new Assembly(CONFIG).open().checksum();
    TrialFolder same = trial("same", segment("unknown", data));
    TrialFolder partly = trial("partly", segment("abc", data), segment("unknown", data));
    TrialFolder other = trial("other", segment("unknown", "0123"));
    TrialFolder half = trial("half", segment("abc", data));
    Files.delete(half.result());
    TrialFolder damaged = trial("damaged", segment("unknown", data));
    Files.writeString(damaged.provenance(), "{");
    List<PlannedTrial> trials =
        Stream.of("same", "partly", "other", "half", "damaged", "new")
            .map(id -> new PlannedTrial(id, id, CONFIG))
            .toList();
    Renewal renewal = new Renewal(true, false);
    List<String> covered = new ArrayList<>();
    for (PlannedTrial trial : trials) {
      if (renewal.covers(trial, new RunFolder(dir).trial(trial.id()))) {
        covered.add(trial.id());
      }
    }
    assertThat(covered).containsExactly("partly", "other", "half", "damaged");
    renewal.apply(new RunFolder(dir), trials);
    assertThat(same.result()).exists();
    assertThat(same.checkpoint().resolve("state.bin")).exists();
    for (TrialFolder again : List.of(partly, other, half, damaged)) {
      assertThat(again.root()).isDirectoryNotContaining(file -> !file.endsWith(".lock"));
    }
  }

  @Test
  void nothingIsDeletedOfATrialThatIsTrainedOrWhoseDataIsGone() throws IOException {
    String data = new Assembly(CONFIG).open().checksum();
    TrialFolder trained = trial("trained", segment("abc", data));
    TrialFolder gone = trial("gone", segment("abc", data));
    TrialFolder other = trial("other", segment("abc", data));
    TrialLock lock = TrialLock.take(trained, () -> {});
    List<PlannedTrial> trials =
        List.of(
            new PlannedTrial("trained", "trained", CONFIG),
            new PlannedTrial(
                "gone", "gone", config("{name: megapixel-mnist, mnist: /no/such/folder}")),
            new PlannedTrial("other", "other", CONFIG));
    new Renewal(true, false).apply(new RunFolder(dir), trials);
    lock.close();
    for (TrialFolder kept : List.of(trained, gone)) {
      assertThat(kept.result()).exists();
      assertThat(kept.checkpoint().resolve("state.bin")).exists();
    }
    assertThat(other.result()).doesNotExist();
  }

  @Test
  void changesAreNamed() throws IOException {
    String data = new Assembly(CONFIG).open().checksum();
    Changes changes = new Changes();
    assertThat(changes.of(CONFIG, trial("a", segment("unknown", data)))).isEmpty();
    assertThat(changes.of(CONFIG, trial("b", segment("abc", data))))
        .isEqualTo("the project's code");
    assertThat(changes.of(CONFIG, trial("c", segment("unknown", data), segment("unknown", "01"))))
        .isEqualTo("the data");
    assertThat(changes.of(CONFIG, trial("d", segment("abc", "01"))))
        .isEqualTo("the project's code, the data");
    Path file = dir.resolve("w.safetensors");
    TrialConfig begun =
        config("{name: megapixel-mnist}", "{name: resnet18, weights: '%s'}".formatted(file));
    TrialFolder pretrained = trial("f");
    String same = new Assembly(begun).open().checksum();
    Files.writeString(
        pretrained.provenance(),
        "{\"pretrained\": {\"sha256\": \"%s\"}, \"segments\": [%s]}"
            .formatted(SHA_256_OF_ABC, segment("unknown", same)));
    assertThat(new Changes().of(begun, pretrained)).as("the file is gone").isEmpty();
    Files.writeString(file, "abc");
    assertThat(new Changes().of(begun, pretrained)).isEmpty();
    Files.writeString(file, "abd");
    assertThat(new Changes().of(begun, pretrained)).isEqualTo("the encoder's weights");
    TrialConfig gone = config("{name: megapixel-mnist, mnist: /no/such/folder}");
    assertThat(changes.of(gone, trial("e", segment("unknown", "01")))).isEmpty();
  }
}
