package io.ats.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.datasets.input.Csv;
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
  void newColumnsComeLast() {
    assertThat(ResultsCsv.columns().subList(31, ResultsCsv.columns().size()))
        .containsExactly(
            "outside_image",
            "objects_covered",
            "train_cpu_seconds",
            "objects_found",
            "balanced_accuracy",
            "macro_f1",
            "roc_area",
            "deletion_first",
            "deletion_half",
            "deletion_all",
            "random_deletion_first",
            "random_deletion_half",
            "random_deletion_all",
            "skipped_files",
            "validation_accuracy",
            "validation_majority_share",
            "validation_images",
            "pixels_read",
            "multiply_adds_millions",
            "tuning_trials");
  }

  @Test
  void everyMetricOfAResultHasAColumn() {
    assertThat(ResultsCsv.columns()).doesNotHaveDuplicates();
    assertThat(ResultsCsv.columns().subList(31, ResultsCsv.columns().size()))
        .isSubsetOf(Metric.ofResult().stream().map(Metric::column).toList());
    assertThat(ResultsCsv.columns())
        .containsAll(Metric.ofResult().stream().map(Metric::column).toList());
  }

  @Test
  void quotesWhatHasTo() throws IOException {
    List<TrialResult> results =
        List.of(
            result("a", 0.1 + 0.2, ""),
            result("b", Double.NaN, "one, \"two\"\nthree\r\n, four \""),
            result("c", Double.POSITIVE_INFINITY, " spaces "));
    Path file = dir.resolve("results.csv");
    ResultsCsv.write(file, results);
    List<Csv.Row> rows = Csv.parse("results.csv", Files.readString(file));
    assertThat(rows.get(0).cells()).isEqualTo(ResultsCsv.columns());
    for (int i = 0; i < results.size(); i++) {
      assertThat(cell(rows.get(i + 1), "reason")).isEqualTo(results.get(i).outcome().reason());
    }
    assertThat(cell(rows.get(1), "test_accuracy")).isEqualTo("0.30000000000000004");
    assertThat(cell(rows.get(2), "test_accuracy")).isEmpty();
    assertThat(cell(rows.get(3), "test_accuracy")).isEqualTo("Infinity");
    assertThat(dir).isDirectoryNotContaining("glob:**.part");
  }

  private static String cell(Csv.Row row, String column) {
    return row.cells().get(ResultsCsv.columns().indexOf(column));
  }

  @Test
  void jsonReadsBackWhatItWrote() throws IOException {
    Path file = dir.resolve("result.json");
    TrialResult result = result("a", Double.POSITIVE_INFINITY, "one \"two\"");
    Json.write(file, result);
    assertThat(Json.read(file, TrialResult.class)).isEqualTo(result);
    Files.writeString(file, "{\"suite\": \"quick\"}");
    assertThatThrownBy(() -> Json.read(file, TrialResult.class))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageEndingWith("; delete it and repeat its ./ats run");
  }

  @Test
  void everyFieldIsRequired() throws IOException {
    Path file = dir.resolve("result.json");
    for (String text : List.of("{}", "null", "[]", "1", "{\"key\": {}}")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Json.read(file, TrialResult.class))
          .as(text)
          .isInstanceOf(DamagedFileException.class)
          .hasMessageStartingWith(file + ": ");
    }
    String whole = Json.text(result("a", 0.5, "")) + "\n";
    for (String line : whole.lines().filter(each -> each.matches(".*\" : [^{]+")).toList()) {
      if (Metric.ofResult().stream().noneMatch(m -> line.contains('"' + m.column() + '"'))) {
        String without = whole.replace(line + "\n", "").replaceAll(",(\\s*})", "$1");
        Files.writeString(file, without);
        assertThatThrownBy(() -> Json.read(file, TrialResult.class))
            .as(line)
            .isInstanceOf(DamagedFileException.class);
      }
    }
    for (String text :
        List.of(whole + "{}", whole + "rubbish", whole.replaceFirst("\\{", "{\"cost\": {},"))) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Json.read(file, TrialResult.class))
          .isInstanceOf(DamagedFileException.class);
    }
  }

  @Test
  void leavesANumberThatDoesNotExistEmpty() {
    String line = ResultsCsv.text(List.of(result("a", Double.NaN, ""))).lines().toList().get(1);
    assertThat(line)
        .startsWith(
            "quick,a,ats,megapixel-mnist,mean,small,1099511627776,ok,3,0.3333333333333333,0.5,,1.0E-9,");
  }
}
