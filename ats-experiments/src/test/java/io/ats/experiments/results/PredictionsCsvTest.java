package io.ats.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionsCsvTest {

  private static final String REMEDY = "; repeat its ./ats run with --repair";

  @TempDir Path dir;

  private static TaskPredictions signs(String part) {
    return new TaskPredictions(
        part,
        List.of("50", "none", "a, b"),
        false,
        new int[][] {{0}, {2}},
        new int[][] {{0}, {1}},
        new float[][] {{0.7f, 0.2f, 0.1f}, {1e-7f, 1, 0}});
  }

  private static final TaskPredictions MULTI =
      new TaskPredictions(
          "which_ones",
          List.of("x", "y z"),
          true,
          new int[][] {{0, 1}, {}},
          new int[][] {{1}, {}},
          new float[][] {{0.25f, 1}, {1 / 3f, 0}});

  private Path written(Predictions predictions) throws IOException {
    Path file = dir.resolve("predictions.csv");
    PredictionsCsv.write(file, predictions);
    return file;
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Predictions one = new Predictions(List.of("test-000000", "b,c.png"), List.of(signs("")));
    Path file = written(one);
    assertThat(file)
        .hasContent(
            """
            image,label,prediction,p_50,p_none,"p_a, b"
            test-000000,50,50,0.7,0.2,0.1
            "b,c.png","a, b",none,1E-7,1,0
            """);
    assertThat(PredictionsCsv.read(file)).usingRecursiveComparison().isEqualTo(one);
    assertThat(one.accuracy()).isEqualTo(0.5);
  }

  @Test
  void aPartOfAJointTaskHasColumnsOfItsOwn() throws IOException {
    Predictions both = new Predictions(List.of("0", "1"), List.of(signs("limit"), MULTI));
    Path file = written(both);
    assertThat(file)
        .hasContent(
            """
            image,limit_label,limit_prediction,limit_p_50,limit_p_none,"limit_p_a, b",which_ones_labels,which_ones_predictions,which_ones_p_x,which_ones_p_y z
            0,50,50,0.7,0.2,0.1,x|y z,y z,0.25,1
            1,"a, b",none,1E-7,1,0,,,0.33333334,0
            """);
    assertThat(PredictionsCsv.read(file)).usingRecursiveComparison().isEqualTo(both);
    assertThat(both.accuracy()).isEqualTo((1 / 2.0 + 1 / 2.0) / 2);
  }

  /** {@link Float#toString} of Java 17 writes the last but one as 2.8E-45. */
  @ParameterizedTest
  @CsvSource({
    "0.1,0.1",
    "1,1",
    "0,0",
    "0.002,0.002",
    "0.33333334,0.33333334",
    "2.8E-45,3E-45",
    "1e-7,1E-7"
  })
  void aNumberIsTheShortestThatReadsBackTheSame(float value, String text) {
    assertThat(PredictionsCsv.shortest(value)).isEqualTo(text);
  }

  /** With one digit less no decimal is the same number. */
  @Test
  void noShorterDecimalIsTheSameNumber() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      float value = random.nextFloat() * (float) Math.pow(10, -random.nextInt(40));
      String text = PredictionsCsv.shortest(value);
      assertThat(Float.parseFloat(text)).isEqualTo(value);
      BigDecimal decimal = new BigDecimal(text);
      if (decimal.precision() > 1) {
        for (RoundingMode mode : List.of(RoundingMode.UP, RoundingMode.DOWN)) {
          MathContext less = new MathContext(decimal.precision() - 1, mode);
          assertThat(decimal.round(less).floatValue()).as(text).isNotEqualTo(value);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "b,50,60,0.5,0.5;prediction must be a class of the columns p_CLASS, got '60'",
        "b,,50,0.5,0.5;label must be a class of the columns p_CLASS, got ''",
        "b,50|none,50,0.5,0.5;label must be a class of the columns p_CLASS, got '50|none'",
        "b,50,50,0.5,1.5;p_none must be a number from 0 to 1, got '1.5'",
        "b,50,50,,0.5;p_50 must be a number from 0 to 1, got ''",
        "b,50,50,NaN,0.5;p_50 must be a number from 0 to 1, got 'NaN'",
        "b,50,50,-1,0.5;p_50 must be a number from 0 to 1, got '-1'",
        "b,50,50,0.5;expected 5 cells, got 4",
      })
  void namesFileAndLineOfWhatIsMalformed(String line, String message) throws IOException {
    Path file = dir.resolve("predictions.csv");
    Files.writeString(
        file, "image,label,prediction,p_50,p_none\na,50,none,0.1,0.9\n" + line + "\n");
    assertThatThrownBy(() -> PredictionsCsv.read(file))
        .isInstanceOf(DamagedFileException.class)
        .hasMessage(file + ":3: " + message + REMEDY);
  }

  @Test
  void classesOfAnImageStandInOrderAndOnce() throws IOException {
    Path file = dir.resolve("predictions.csv");
    for (String cell : List.of("b|a", "a|a", "a|", "|", "c")) {
      Files.writeString(file, "image,labels,predictions,p_a,p_b\n1," + cell + ",a,1,1\n");
      assertThatThrownBy(() -> PredictionsCsv.read(file))
          .hasMessage(
              file
                  + ":2: labels must be classes, in the order of the columns p_CLASS, got '"
                  + cell
                  + "'"
                  + REMEDY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image",
        "picture,label,prediction,p_a,p_b",
        "image,label,prediction",
        "image,label,prediction,p_a",
        "image,label,predictions,p_a,p_b",
        "image,label,prediction,p_a,p_b,more",
        "image,label,prediction,p_a,q_b",
        "image,one_label,two_prediction,one_p_a,one_p_b",
      })
  void refusesAnotherHeader(String header) throws IOException {
    Path file = dir.resolve("predictions.csv");
    Files.writeString(file, header + "\n");
    assertThatThrownBy(() -> PredictionsCsv.read(file))
        .isInstanceOf(DamagedFileException.class)
        .hasMessage(
            file
                + ":1: expected the columns image,label,prediction and p_CLASS of each class, got '"
                + header
                + "'"
                + REMEDY);
  }

  @Test
  void aFileWithoutRowsOrWithAColumnTwiceIsDamaged() throws IOException {
    Path file = dir.resolve("predictions.csv");
    Files.writeString(file, "image,label,prediction,p_a,p_b\n");
    assertThatThrownBy(() -> PredictionsCsv.read(file))
        .hasMessage(file + ": expected a row for each test image, got none" + REMEDY);
    Files.writeString(file, "image,label,prediction,p_a,p_a\n1,a,a,1,1\n");
    assertThatThrownBy(() -> PredictionsCsv.read(file))
        .hasMessage(file + ":1: a column is there twice" + REMEDY);
  }
}
