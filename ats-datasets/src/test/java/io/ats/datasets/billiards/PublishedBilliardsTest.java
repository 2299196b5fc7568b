package io.ats.datasets.billiards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneDataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedBilliardsTest {

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write("train", 2, 0x200000, "{'position': [-3.5, 0, 1], 'number': 2, 'color': 'red'}");
    write(
        "train",
        10,
        0x100000,
        "{'position': [0.5, 0, 1], 'number': 9, 'color': 'red'},"
            + "{'position': [4e0, -9, 1], 'number': 4, 'color': 'blue'},"
            + "{'position': [-2, 9, 1], 'number': 7, 'color': 'red'}");
    write(
        "train",
        11,
        0,
        "{'position': [0, 0, 1], 'number': 9}, {'position': [1, 0, 1], 'number': 8},"
            + "{'position': [-1, 0, 1], 'number': 3}");
    write("valid", 0, 0x000002, "{'position': [0, 0, 1], 'number': 1}");
    write("test", 0, 0x000003, "{'position': [0, 0, 1], 'number': 9}");
  }

  @Test
  void imagesComeInTheOrderOfTheirNumbersWithTheirLabels() {
    PublishedBilliards data = open(Map.of());
    assertThat(data.size(Split.TRAIN)).isEqualTo(3);
    LabelledScene first = data.scene(Split.TRAIN, 0);
    assertThat(first.label()).containsExactly(1);
    assertThat(first.boxes()).isEmpty();
    LabelledScene second = data.scene(Split.TRAIN, 1);
    assertThat(second.label()).as("the higher of 7 and 4, not 9").containsExactly(6);
    assertThat(data.scene(Split.TRAIN, 2).label()).as("the higher of 3 and 8").containsExactly(7);
    assertThat(data.scene(Split.VALIDATION, 0).label()).containsExactly(0);
    assertThat(data.scene(Split.TEST, 0).label()).containsExactly(8);
    float[] pixels = new float[3 * 40 * 40];
    second.scene().render(0, 0, 40, 40, pixels, 0);
    assertThat(pixels[0]).isEqualTo(0x10 / 255f);
    assertThat(pixels[1600]).isZero();
  }

  @Test
  void theOriginSaysHowManyAreUsedAndTheChecksumDependsOnThem() throws IOException {
    Dataset data = options(Map.of("train", 1)).open(1);
    assertThat(data).isInstanceOf(SceneDataset.class);
    assertThat(data.name(Split.TEST, 0)).isEqualTo("0.png");
    assertThat(data.origin())
        .isEqualTo(
            "billiards: published images ("
                + folder
                + "), 1 of 3 train, 1 of 1 validation, 1 of 1 test");
    String sum = data.checksum();
    assertThat(open(Map.of()).checksum()).isNotEqualTo(sum);
    assertThat(open(Map.of("train", 1)).checksum()).isEqualTo(sum);
    write("test", 0, 0x000001, "{'position': [0, 0, 1], 'number': 9}");
    assertThat(open(Map.of("train", 1)).checksum()).isNotEqualTo(sum);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{'position': [0], 'number': 10}|a ball without a number from 1 to 9: {\"position\":[0],\"number\":10}",
        "{'position': [0], 'number': 1.5}|a ball without a number from 1 to 9",
        "{'position': [0], 'number': 1}, {'position': [1], 'number': 0}, {'position': [2], 'number': 1}|a ball without a number from 1 to 9",
        "{'number': 3}|a ball without a numeric position: {\"number\":3}",
        "|no list, or an empty one",
        "{|no such JSON in line 1 column 3: Unexpected",
      })
  void damagedAnnotationsAreNamed(String balls, String found) throws IOException {
    write("valid", 0, 0, balls == null ? "" : balls);
    assertThatThrownBy(() -> open(Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            folder.resolve("valid").resolve("0.json")
                + ": expected a list of balls with position and number, found "
                + found)
        .hasMessageEndingWith("; replace it by the published file");
  }

  @Test
  void labelsOfImagesThatAreNotUsedAreNotRead() throws IOException {
    Files.writeString(folder.resolve("train").resolve("11.json"), "damaged");
    assertThat(open(Map.of("train", 2)).size(Split.TRAIN)).isEqualTo(2);
    assertThatThrownBy(() -> open(Map.of("train", 3))).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anImageIsReadWithItsOwnAnnotationOnly() throws IOException {
    Path train = folder.resolve("train");
    for (String name : new String[] {"02.png", "2.PNG", "two.png", "2\u001B.png"}) {
      Files.copy(train.resolve("11.png"), train.resolve(name));
      assertThatThrownBy(() -> open(Map.of()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(
              train
                  + ": expected the published images 0.png, 1.png, … here, found '"
                  + name.replace("\u001B", "\\u001B")
                  + "', which is no such name; unpack");
      Files.delete(train.resolve(name));
    }
    Files.copy(train.resolve("11.png"), train.resolve("._2.png")); // Some systems' own notes.
    assertThat(open(Map.of()).size(Split.TRAIN)).isEqualTo(3);
  }

  @Test
  void imagesAndAnnotationsComeInPairs() throws IOException {
    Path train = folder.resolve("train");
    Files.copy(train.resolve("11.png"), train.resolve("12.png"));
    assertRejected(
        train.resolve("12.json")
            + ": expected a list of balls with position and number, found no such file beside"
            + " 12.png; replace it by the published file");
    Files.move(train.resolve("12.png"), train.resolve("12.jpg"));
    Files.copy(train.resolve("11.json"), train.resolve("12.json"));
    assertRejected(
        train.resolve("12.png")
            + ": expected the image of 12.json, found no such file; put the published file there");
    Files.move(train.resolve("12.json"), train.resolve("about.json"));
    assertThat(open(Map.of()).size(Split.TRAIN)).isEqualTo(3);
  }

  /** Asserts it of images that are used, and of those beyond the number asked for. */
  private void assertRejected(String message) {
    for (int train = 1; train < 5; train += 3) {
      Map<String, Object> values = Map.of("train", train);
      assertThatThrownBy(() -> open(values))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(message);
    }
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.delete(folder.resolve("train").resolve("2.json"));
    assertThatThrownBy(() -> open(Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(folder.resolve("train").resolve("2.json") + ": expected a list");
    Files.delete(folder.resolve("train").resolve("2.png"));
    Files.delete(folder.resolve("test").resolve("0.png"));
    assertThatThrownBy(() -> open(Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            folder.resolve("test")
                + ": expected the published images 0.png, 1.png, … here, found none; unpack");
    Files.delete(folder.resolve("test").resolve("0.json"));
    Files.delete(folder.resolve("test"));
    Files.writeString(folder.resolve("test"), "");
    assertThatThrownBy(() -> open(Map.of()))
        .hasMessageStartingWith(folder.resolve("test") + ": expected")
        .hasMessageContaining(" here, found no folder; unpack");
    assertThatThrownBy(() -> open(Map.of("path", folder.resolve("elsewhere").toString())))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(folder.resolve("elsewhere").resolve("train") + ": expected");
  }

  private PublishedBilliards open(Map<String, Object> values) {
    return new PublishedBilliards(options(values));
  }

  private BilliardsOptions options(Map<String, Object> values) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of("height", 40, "width", 40, "ballSize", 0.12, "path", folder.toString()));
    all.putAll(values);
    return OptionRecords.with(BilliardsOptions.DEFAULTS, all);
  }

  private void write(String split, int number, int rgb, String balls) throws IOException {
    Path in = Files.createDirectories(folder.resolve(split));
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 40, 40, IntStream.generate(() -> rgb).limit(1600).toArray(), 0, 40);
    ImageIO.write(image, "png", in.resolve(number + ".png").toFile());
    Files.writeString(in.resolve(number + ".json"), "[" + balls.replace('\'', '"') + "]");
  }
}
