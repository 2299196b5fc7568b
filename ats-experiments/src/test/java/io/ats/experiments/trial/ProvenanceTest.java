package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.ats.core.ImageSpec;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.weights.Pretrained;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {

  /** Data of which only the checksum is asked. */
  private record Data(String checksum) implements Dataset {
    @Override
    public String origin() {
      return "made up";
    }

    @Override
    public ImageSpec image() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Task task() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int size(Split split) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Batch batch(NDManager manager, Split split, int... indices) {
      throw new UnsupportedOperationException();
    }
  }

  @TempDir Path dir;

  private Provenance start(int done, String checksum) throws IOException {
    return start(done, checksum, Optional.empty());
  }

  private Provenance start(int done, String checksum, Optional<Pretrained.Loaded> begun)
      throws IOException {
    return Provenance.start(
        new TrialFolder(dir), done, 8, new Data(checksum), new Seeds(3), Device.cpu(), begun);
  }

  /** The process that goes on reads no weights, and the trial's are still those of the first. */
  @Test
  void whatTheEncoderBeganWithIsKept() throws IOException {
    Pretrained.Loaded loaded =
        new Pretrained.Loaded("/w/a.safetensors", "ab12", 7, List.of("fc.bias"));
    epochs(start(0, "a", Optional.of(loaded)), 1, 2);
    JsonNode first = file().path("pretrained");
    assertThat(first.path("file").asText()).isEqualTo("/w/a.safetensors");
    assertThat(first.path("sha256").asText()).isEqualTo("ab12");
    assertThat(first.path("unused").get(0).asText()).isEqualTo("fc.bias");
    epochs(start(2, "a"), 3, 4);
    assertThat(file().path("pretrained")).isEqualTo(first);
    epochs(start(0, "a"), 1, 1);
    assertThat(file().has("pretrained")).isFalse();
  }

  private JsonNode file() throws IOException {
    return Json.tree(new TrialFolder(dir).provenance());
  }

  private static void epochs(Provenance provenance, int from, int to) throws IOException {
    for (int epoch = from; epoch <= to; epoch++) {
      MetricsRow row = new MetricsRow(epoch, Split.TRAIN, 1, Metrics.NONE);
      provenance.onEpoch(new EpochSummary(row, 1, row), null);
    }
  }

  private void change(String from, String to) throws IOException {
    Path path = new TrialFolder(dir).provenance();
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  /**
   * Trained to epoch 5, of which the checkpoint has 3; then by another commit; then only tested.
   */
  @Test
  void eachProcessHasASegmentOfItsEpochs() throws IOException {
    epochs(start(0, "a"), 1, 5);
    String first = file().path("started").asText();
    change("\"project_commit\" : \"unknown\"", "\"project_commit\" : \"AAAA\"");
    // Other tests of this process may have set the engine's threads.
    change("\"threads\" : " + file().path("segments").get(0).path("threads"), "\"threads\" : 7");
    epochs(start(3, "a"), 4, 8);
    JsonNode resumed = file();
    assertThat(resumed.path("epochs").asInt()).isEqualTo(8);
    assertThat(resumed.path("segments")).hasSize(2);
    JsonNode before = resumed.path("segments").get(0);
    assertThat(before.path("from").asInt()).isEqualTo(1);
    assertThat(before.path("to").asInt()).isEqualTo(3);
    assertThat(before.path("project_commit").asText()).isEqualTo("AAAA");
    assertThat(before.path("threads").asInt()).isEqualTo(7);
    JsonNode after = resumed.path("segments").get(1);
    assertThat(after.path("from").asInt()).isEqualTo(4);
    assertThat(after.path("to").asInt()).isEqualTo(8);
    assertThat(after.path("project_commit").asText()).isEqualTo("unknown");
    for (String entry :
        new String[] {
          "code",
          "plugins",
          "data_checksum",
          "device",
          "host",
          "java",
          "load_at_start",
          "load_at_end"
        }) {
      assertThat(after.has(entry)).as(entry).isTrue();
    }
    assertThat(resumed.path("started").asText()).isEqualTo(first);
    assertThat(resumed.path("resumed_after_epoch").asInt()).isEqualTo(3);

    start(8, "a").end();
    assertThat(file().path("segments")).hasSize(3);
    start(8, "a").end();
    assertThat(file().path("segments")).as("a test that was killed is replaced").hasSize(3);
    start(0, "b").end();
    assertThat(file().path("segments")).as("trained from the start").hasSize(1);
  }

  @Test
  void otherDataRefusesToGoOnAndKeepsTheRecord() throws IOException {
    epochs(start(0, "aaa"), 1, 3);
    String before = Files.readString(new TrialFolder(dir).provenance());
    assertThatThrownBy(() -> start(3, "bbb"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the data is not what epochs 1 to 3 were trained on")
        .hasMessageContaining("aaa, now bbb")
        .hasMessageContaining("bring that data back, or delete " + dir.resolve("checkpoint"));
    assertThat(Files.readString(new TrialFolder(dir).provenance())).isEqualTo(before);
    start(3, "aaa");
  }

  /** A record written before there were segments: its entries are those of the first. */
  @Test
  void aRecordWithoutSegmentsIsTheFirstSegment() throws IOException {
    Files.writeString(
        new TrialFolder(dir).provenance(),
        "{\"project_commit\": \"old\", \"data_checksum\": \"a\", \"started\": \"then\"}");
    assertThatThrownBy(() -> start(2, "b")).hasMessageContaining("checksum a, now b");
    start(2, "a");
    JsonNode first = file().path("segments").get(0);
    assertThat(first.path("project_commit").asText()).isEqualTo("old");
    assertThat(first.path("to").asInt()).isEqualTo(2);
  }
}
