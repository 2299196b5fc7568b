package io.ats.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsCsvTest {

  @TempDir Path dir;

  private static TrialResult result(String trial, double testAccuracy, String reason) {
    return new TrialResult(
        new TrialResult.Key(
            "quick",
            "lite",
            trial,
            "ats",
            "megapixel-mnist",
            "majority",
            "ats",
            "mean",
            "small",
            1L << 40),
        new TrialResult.Size(1234, 8, "32×16", 256, 128, 500),
        Metrics.NONE
            .with(Metric.TRAIN_SECONDS, 12.5)
            .with(Metric.INFERENCE_MS_PER_IMAGE, 0.25)
            .with(Metric.PEAK_MEMORY_MB, 300),
        Metrics.NONE
            .with(Metric.TRAIN_LOSS, 1.0 / 3)
            .with(Metric.TRAIN_ACCURACY, 0.5)
            .with(Metric.TEST_ACCURACY, testAccuracy)
            .with(Metric.BEST_TEST_ACCURACY, 1e-9)
            .with(Metric.ATTENTION_ON_OBJECTS, 0.1)
            .with(Metric.OBJECTS_COVERED, 0.75)
            .with(Metric.MAJORITY_SHARE, 0.12),
        new TrialResult.Outcome("ok", 3, 2, "real", reason));
  }

  @Test
  void startsWithTheColumnsThatScriptsRelyOn() {
    assertThat(String.join(",", ResultsCsv.columns().subList(0, 31)))
        .isEqualTo(
            "suite,trial,selector,dataset,aggregator,encoder,seed,status,epochs,train_loss,train_accuracy,"
                + "test_accuracy,best_test_accuracy,train_seconds,inference_ms_per_image,peak_memory_mb,"
                + "parameters,patches,patch_size,image_height,image_width,"
                + "task,variant,best_epoch,attention_entropy,attention_on_objects,test_images,majority_share,"
                + "origin,preset,reason");
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    List<TrialResult> results =
        List.of(
            result("a", 0.1 + 0.2, ""),
            result("b", Double.NaN, "one, \"two\"\nthree\r\n, four \""),
            result("c", Double.POSITIVE_INFINITY, " spaces "));
    Path file = dir.resolve("results.csv");
    ResultsCsv.write(file, results);
    assertThat(ResultsCsv.read(file)).isEqualTo(results);
    assertThat(dir)
        .isDirectoryContaining(p -> p.equals(file))
        .isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void everyMetricOfAResultHasAColumn() {
    for (Metric metric : Metric.ofResult()) {
      assertThat(ResultsCsv.columns()).containsOnlyOnce(metric.column());
    }
  }

  /** A run folder that was written before CPU times were measured can still be reported. */
  @Test
  void columnsOfLaterVersionsMayBeMissing() throws IOException {
    Path file = dir.resolve("results.csv");
    List<TrialResult> results = List.of(result("a", 0.5, ""));
    String text = ResultsCsv.text(results).replace(",train_cpu_seconds\n", "\n");
    Files.writeString(file, text.replaceFirst(",\n$", "\n"));
    assertThat(ResultsCsv.read(file)).isEqualTo(results);
  }

  @Test
  void jsonReadsBackWhatItWrote() throws IOException {
    Path file = dir.resolve("result.json");
    TrialResult result = result("a", Double.POSITIVE_INFINITY, "one \"two\"");
    Json.write(file, result);
    assertThat(Json.read(file, TrialResult.class)).isEqualTo(result);
    Files.writeString(file, "{\"suite\": \"quick\"}");
    assertThatThrownBy(() -> Json.read(file, TrialResult.class))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": Unrecognized field \"suite\"");
  }

  @Test
  void leavesANumberThatDoesNotExistEmpty() {
    String line = ResultsCsv.text(List.of(result("a", Double.NaN, ""))).lines().toList().get(1);
    assertThat(line)
        .startsWith(
            "quick,a,ats,megapixel-mnist,mean,small,1099511627776,ok,3,0.3333333333333333,0.5,,1.0E-9,");
  }

  @Test
  void namesFileLineAndCellOfANumberThatIsNone() throws IOException {
    Path file = dir.resolve("results.csv");
    String text = ResultsCsv.text(List.of(result("a", 0.5, "two\nlines"), result("b", 0.5, "")));
    Files.writeString(
        file,
        text.replace(
            "quick,b,ats,megapixel-mnist,mean,small,1099511627776",
            "quick,b,ats,megapixel-mnist,mean,small,many"));
    assertThatThrownBy(() -> ResultsCsv.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ":4: seed must be a number, got 'many'");
  }

  @Test
  void refusesOtherColumnsAndShortLines() throws IOException {
    Path file = dir.resolve("results.csv");
    Files.writeString(file, "suite,trial\n");
    assertThatThrownBy(() -> ResultsCsv.read(file))
        .hasMessageStartingWith(file + ":1: expected the columns suite,trial,selector,")
        .hasMessageEndingWith(", got suite,trial");
    Files.writeString(file, ResultsCsv.text(List.of()) + "quick,a\n");
    assertThatThrownBy(() -> ResultsCsv.read(file))
        .hasMessage(file + ":2: expected 34 cells, got 2");
    Files.writeString(file, ResultsCsv.text(List.of()) + "quick,\"a\n");
    assertThatThrownBy(() -> ResultsCsv.read(file))
        .hasMessage(file + ":2: the quote that opens here never closes");
    Files.writeString(file, ResultsCsv.text(List.of()) + "quick,\"a\"b\n");
    assertThatThrownBy(() -> ResultsCsv.read(file))
        .hasMessage(file + ":2: expected a comma after the closing quote");
  }
}
