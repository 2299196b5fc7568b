package io.ats.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @TempDir Path dir;

  @Test
  void readsBackWhatItWrote() throws IOException {
    List<MetricsRow> rows =
        List.of(
            new MetricsRow(1, "train", 2.25, 0.125, 10, Map.of()),
            new MetricsRow(
                1,
                "validation",
                Double.POSITIVE_INFINITY,
                Double.NaN,
                0.5,
                Map.of("attention_entropy", -1e-7)),
            new MetricsRow(2, "test", 0.1, 1, 0, Map.of("attention_on_objects", 0.25)));
    Path file = dir.resolve("metrics.csv");
    MetricsCsv.write(file, rows);
    assertThat(Files.readString(file))
        .isEqualTo(
            "epoch,split,loss,accuracy,seconds,attention_entropy,attention_on_objects\n"
                + "1,train,2.25,0.125,10.0,,\n"
                + "1,validation,Infinity,,0.5,-1.0E-7,\n"
                + "2,test,0.1,1.0,0.0,,0.25\n");
    assertThat(MetricsCsv.read(file)).isEqualTo(rows);
    assertThat(rows.get(0).own("attention_entropy")).isNaN();
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
        "'3,train,1,1,1,x'|entropy must be a number or empty, got 'x'",
        "'3,train,1,1,1'|expected 6 cells, got 5",
      })
  void namesFileAndLineOfWhatIsMalformed(String line, String message) throws IOException {
    Path file = dir.resolve("metrics.csv");
    Files.writeString(
        file, "epoch,split,loss,accuracy,seconds,entropy\n1,train,1,1,1,\n" + line + "\n");
    assertThatThrownBy(() -> MetricsCsv.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ":3: " + message);
  }

  @ParameterizedTest
  @CsvSource({"'epoch,loss'", "''", "'epoch,split,loss,accuracy,seconds,a,a'"})
  void refusesAnotherHeader(String header) throws IOException {
    Path file = dir.resolve("metrics.csv");
    Files.writeString(file, header.isEmpty() ? "" : header + "\n");
    assertThatThrownBy(() -> MetricsCsv.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ":1: expected the columns epoch,split,loss,accuracy,seconds and then the method's own, each once, got '"
                + header
                + "'");
  }
}
