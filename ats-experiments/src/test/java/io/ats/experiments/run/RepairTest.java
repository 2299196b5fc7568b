package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.Console;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.trial.TrialLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished trial whose files are lost or damaged is told of, and made whole when asked. */
class RepairTest {

  private static final String SUITE =
      """
      suite: tiny
      about: for tests
      source: ours
      base:
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 16, validation: 16, test: 16, noise: 2, view-scale: 0.25}
        encoder: {name: resnet18, width: 0.0625}
        aggregator: {name: mean}
        training: {epochs: 2, batch-size: 8, pictures: 2}
      rows:
        - selector: {name: ats, patches: 3, patch-size: 32}
      """;

  @TempDir Path dir;
  private TrialFolder trial;
  private TrialResult result;

  private Console run(String... more) throws IOException {
    Path suite = Files.writeString(dir.resolve("tiny.yaml"), SUITE);
    Stream<String> first =
        Stream.of("run", suite.toString(), "--out", dir.resolve("run").toString());
    return Console.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private static void flipAByte(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
  }

  @Test
  void aTrialIsMadeWhole() throws IOException {
    assertThat(run().status()).isZero();
    trial = new RunFolder(dir.resolve("run")).allTrials().get(0);
    result = TrialEnd.read(trial).orElseThrow();
    metricsAndPicturesComeFromTheCheckpoint();
    picturesThatWereNeverDrawnAreMissing();
    aWholeResultIsKeptWhereItCannotBeMadeAgain();
    aTrialThatIsBeingTrainedIsLeftAlone();
    anythingElseIsTrainedAgain();
    anUnfinishedTrialIsTrainedAgainWhenAsked();
  }

  /** Asserts that a run tells of the damage and that a repair leaves nothing of it. */
  private void isToldAndRepaired(String remedy, String... named) throws IOException {
    String before = Files.readString(trial.result());
    Console told = run();
    assertThat(told.err()).contains(trial.id(), remedy).contains(named);
    assertThat(told.out()).contains("done before");
    assertThat(Files.readString(trial.result())).isEqualTo(before);

    Console repaired = run("--repair");
    assertThat(repaired.status()).as(repaired.err()).isZero();
    assertThat(repaired.err()).contains(trial.id()).contains(named);
    assertThat(repaired.out()).doesNotContain("done before");
    TrialResult again = TrialEnd.read(trial).orElseThrow();
    assertThat(again.metrics()).isEqualTo(result.metrics());
    assertThat(again.outcome()).isEqualTo(result.outcome());
    if (remedy.contains("checkpoint")) {
      assertThat(again).as("costs are those of the training").isEqualTo(result);
    }
    assertThat(Damage.of(trial).files()).isEmpty();
  }

  private void metricsAndPicturesComeFromTheCheckpoint() throws IOException {
    Path picture = trial.pictures().resolve("test-000.png");
    byte[] drawn = Files.readAllBytes(picture);
    JsonNode trained = Code.segments(Json.tree(trial.provenance())).get(0);
    flipAByte(picture);
    String predictions = Files.readString(trial.predictions());
    flipAByte(trial.predictions());
    Files.delete(trial.metrics());
    Files.delete(trial.pictures().resolve("test-001.png"));
    isToldAndRepaired(
        "--repair writes this anew from its checkpoint",
        "metrics.csv is missing",
        "predictions.csv was changed",
        "pictures/test-000.png was changed",
        "pictures/test-001.png is missing");
    assertThat(Files.readAllBytes(picture)).isEqualTo(drawn);
    assertThat(trial.predictions()).hasContent(predictions);
    JsonNode kept = Code.segments(Json.tree(trial.provenance())).get(0);
    assertThat(kept).as("what trained the epochs").isEqualTo(trained);
  }

  /** As where the process is killed while it draws. */
  private void picturesThatWereNeverDrawnAreMissing() throws IOException {
    Files.delete(trial.pictures().resolve("pictures.json"));
    Files.delete(trial.pictures().resolve("test-000.png"));
    Files.delete(trial.pictures().resolve("test-001.png"));
    TrialEnd.writeUndrawn(trial, result);
    isToldAndRepaired("--repair writes this anew", "pictures/pictures.json is missing");
    assertThat(trial.pictures().resolve("test-000.png")).exists();
  }

  private void aWholeResultIsKeptWhereItCannotBeMadeAgain() throws IOException {
    String provenance = Files.readString(trial.provenance());
    String whole = Files.readString(trial.result());
    Files.writeString(
        trial.provenance(), provenance.replaceAll("(data_checksum\" : \")[0-9a-f]*", "$10123"));
    TrialEnd.write(trial, result); // sums that fit
    Files.delete(trial.metrics());
    Console repaired = run("--repair");
    assertThat(repaired.status()).as(repaired.err()).isZero();
    assertThat(repaired.err())
        .contains(trial.id() + " is kept as it is: metrics.csv is missing, and the data is not");
    assertThat(repaired.out()).contains("done before");
    assertThat(Files.readString(trial.result())).isEqualTo(whole);
    Files.writeString(trial.provenance(), provenance);
    TrialEnd.write(trial, result);
    Files.deleteIfExists(trial.checksums());
    Files.delete(trial.result());
    assertThat(run().status()).isZero();
    result = TrialEnd.read(trial).orElseThrow();
  }

  private void aTrialThatIsBeingTrainedIsLeftAlone() throws IOException {
    byte[] whole = Files.readAllBytes(trial.checkpoint().resolve("state.bin"));
    flipAByte(trial.checkpoint().resolve("state.bin"));
    TrialLock lock = TrialLock.take(trial, () -> {});
    assertThat(run("--repair").err()).contains(trial.id() + " is kept as it is: it is being");
    lock.close();
    assertThat(trial.result()).exists();
    assertThat(trial.metrics()).exists();
    Files.write(trial.checkpoint().resolve("state.bin"), whole);
  }

  private void anythingElseIsTrainedAgain() throws IOException {
    for (Path file : List.of(trial.provenance(), trial.checksums(), trial.attention(2))) {
      Path kept = Files.move(file, dir.resolve("kept"));
      Damage damage = Damage.of(trial);
      assertThat(damage.toString()).isEqualTo(trial.root().relativize(file) + " is missing");
      assertThat(damage.heldByCheckpoint()).isFalse();
      Files.move(kept, file);
    }
    flipAByte(trial.checkpoint().resolve("state.bin"));
    isToldAndRepaired(
        "--repair trains it again from the start",
        "checkpoint/state.bin is not a whole checkpoint");
  }

  private void anUnfinishedTrialIsTrainedAgainWhenAsked() throws IOException {
    Files.delete(trial.result());
    Files.writeString(trial.provenance(), "{");
    assertThat(run().status()).isEqualTo(1);
    assertThat(TrialEnd.read(trial).orElseThrow().outcome().reason())
        .contains("provenance.json", "--repair");
    Console repaired = run("--repair");
    assertThat(repaired.status()).as(repaired.err()).isZero();
    assertThat(TrialEnd.read(trial).orElseThrow().metrics()).isEqualTo(result.metrics());
  }
}
