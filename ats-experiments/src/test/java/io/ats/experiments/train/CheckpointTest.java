package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.data.Split;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  @TempDir Path dir;

  @Test
  void anyDamageIsNoticedWithOneSentence() throws IOException {
    Path file = dir.resolve("checkpoint/state.bin");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> values = Map.of("w", manager.create(new float[] {1, 2, 3}));
      EpochSummary epoch =
          new EpochSummary(
              new MetricsRow(1, Split.TRAIN, 1, Metrics.NONE),
              2.5,
              new MetricsRow(1, Split.VALIDATION, 1, Metrics.NONE));
      new Checkpoint(List.of(epoch), 5, 1, values, Map.of(), values).write(file);
      Checkpoint read = Checkpoint.read(file, manager);
      assertThat(read.history()).containsExactly(epoch);
      assertThat(read.steps()).isEqualTo(5);
      assertThat(read.parameters().get("w").toFloatArray()).containsExactly(1, 2, 3);
      assertThat(read.best().get("w").toFloatArray()).containsExactly(1, 2, 3);

      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
        requireSentence(file, Arrays.copyOf(whole, length), manager);
      }
      requireSentence(file, Arrays.copyOf(whole, whole.length - 1), manager);
      requireSentence(file, Arrays.copyOf(whole, whole.length + 1), manager);
      for (int i = 0; i < whole.length; i++) {
        byte[] flipped = whole.clone();
        flipped[i] ^= 1;
        requireSentence(file, flipped, manager);
      }
      Files.delete(file);
      Files.createDirectory(file);
      requireSentence(file, null, manager);
    }
  }

  private static void requireSentence(Path file, byte[] content, NDManager manager)
      throws IOException {
    if (content != null) {
      Files.write(file, content);
    }
    assertThatThrownBy(() -> Checkpoint.read(file, manager))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ": is not a whole checkpoint of this version, or cannot be read; repeat its"
                + " ./ats run with --repair");
  }
}
