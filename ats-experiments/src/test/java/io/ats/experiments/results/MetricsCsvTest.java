package io.ats.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCsvTest {

  private static final String REMEDY = "; repeat its ./ats run with --repair";

  @TempDir Path dir;

  @Test
  void readsBackWhatItWrote() throws IOException {
    Metrics train = Metrics.NONE.with(Metric.LOSS, 2.25).with(Metric.ACCURACY, 0.125);
    Metrics validation =
        Metrics.NONE
            .with(Metric.LOSS, Double.POSITIVE_INFINITY)
            .with(Metric.ACCURACY, Double.NaN)
            .with(Metric.ATTENTION_ENTROPY, -1e-7);
    Metrics test =
        Metrics.NONE
            .with(Metric.LOSS, 0.1)
            .with(Metric.ACCURACY, 1)
            .with(Metric.ATTENTION_ON_OBJECTS, 0.25);
    List<MetricsRow> rows =
        List.of(
            new MetricsRow(1, Split.TRAIN, 10, train),
            new MetricsRow(1, Split.VALIDATION, 0.5, validation),
            new MetricsRow(2, Split.TEST, 0, test));
    Path file = dir.resolve("metrics.csv");
    MetricsCsv.write(file, rows);
    assertThat(Files.readString(file))
        .isEqualTo(
            "epoch,split,loss,accuracy,seconds,attention_entropy,attention_on_objects\n"
                + "1,train,2.25,0.125,10.0,,\n"
                + "1,validation,Infinity,,0.5,-1.0E-7,\n"
                + "2,test,0.1,1.0,0.0,,0.25\n");
    assertThat(MetricsCsv.read(file)).isEqualTo(rows);
    assertThat(rows.get(0).value(Metric.ATTENTION_ENTROPY)).isNaN();
  }

  @Test
  void aPartHasColumnsOfItsOwn() throws IOException {
    Metrics top = Metrics.NONE.with(Metric.ACCURACY, 0.5).with(Metric.MAJORITY_SHARE, 0.25);
    Metrics whole = Metrics.NONE.with(Metric.MAJORITY_SHARE, 0.75);
    List<MetricsRow> rows = List.of(new MetricsRow(1, Split.TEST, 1, whole, Map.of("top_1", top)));
    Path file = dir.resolve("metrics.csv");
    MetricsCsv.write(file, rows);
    assertThat(Files.readString(file))
        .isEqualTo(
            "epoch,split,loss,accuracy,seconds,majority_share,accuracy_top_1,majority_share_top_1\n"
                + "1,test,,,1.0,0.75,0.5,0.25\n");
    assertThat(MetricsCsv.read(file)).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'0,train,1,1,1,'|epoch must be a whole number from 1, got '0'",
        "'1.5,train,1,1,1,'|epoch must be a whole number from 1, got '1.5'",
        "'3,dev,1,1,1,'|split must be one of [train, validation, test], got 'dev'",
        "'3,train,NaN,1,1,'|loss must be a number or empty, got 'NaN'",
        "'3,train,1,1f,1,'|accuracy must be a number or empty, got '1f'",
        "'3,train,1,1,1,x'|attention_entropy must be a number or empty, got 'x'",
        "'3,train,1,1,1'|expected 6 cells, got 5",
      })
  void namesFileAndLineOfWhatIsMalformed(String line, String message) throws IOException {
    Path file = dir.resolve("metrics.csv");
    Files.writeString(
        file,
        "epoch,split,loss,accuracy,seconds,attention_entropy\n1,train,1,1,1,\n" + line + "\n");
    assertThatThrownBy(() -> MetricsCsv.read(file))
        .isInstanceOf(DamagedFileException.class)
        .hasMessage(file + ":3: " + message + REMEDY);
  }

  @Test
  void namesTheLineOfAQuoteThatIsWrong() throws IOException {
    Path file = dir.resolve("metrics.csv");
    String head = "epoch,split,loss,accuracy,seconds\n";
    Files.writeString(file, head + "1,\"train\n");
    assertThatThrownBy(() -> MetricsCsv.read(file))
        .hasMessage(file + ": metrics.csv:2: the quote that opens here never closes" + REMEDY);
    Files.writeString(file, head + "1,\"train\"b\n");
    assertThatThrownBy(() -> MetricsCsv.read(file))
        .hasMessage(file + ": metrics.csv:2: expected a comma after the closing quote" + REMEDY);
    Files.writeString(file, "");
    assertThatThrownBy(() -> MetricsCsv.read(file))
        .hasMessage(file + ": the file is empty" + REMEDY);
  }

  @ParameterizedTest
  @CsvSource({
    "'epoch,loss'",
    "'epoch,split,loss,accuracy,seconds,a'",
    "'epoch,split,loss,accuracy,seconds,accuracy_a,accuracy_a'"
  })
  void refusesAnotherHeader(String header) throws IOException {
    Path file = dir.resolve("metrics.csv");
    Files.writeString(file, header + "\n");
    assertThatThrownBy(() -> MetricsCsv.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ":1: expected the columns epoch,split,loss,accuracy,seconds and then the method's own, each once, got '"
                + header
                + "'"
                + REMEDY);
  }
}
