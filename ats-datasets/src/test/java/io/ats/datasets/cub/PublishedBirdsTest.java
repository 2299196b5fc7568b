package io.ats.datasets.cub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files as published, but of three classes with ten images each, six of these for training, of
 * 50×40 pixels; the box of each is white on grey.
 */
class PublishedBirdsTest {

  private static final List<String> NAMES = List.of("001.Auk", "002.Crow", "003.Wren");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    List<String> classes = new ArrayList<>();
    List<String> images = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<String> splits = new ArrayList<>();
    List<String> boxes = new ArrayList<>();
    for (int id = 1; id <= 30; id++) {
      int label = (id - 1) / 10;
      String name = NAMES.get(label) + "/" + id + ".jpg";
      images.add(id + " " + name);
      labels.add(id + " " + (label + 1));
      splits.add(id + " " + (id % 10 < 6 ? 1 : 0));
      boxes.add(id + " 20.0 10.0 10.0 20.0");
      image(folder.resolve("images").resolve(name), id);
    }
    for (int i = 0; i < NAMES.size(); i++) {
      classes.add(i + 1 + " " + NAMES.get(i));
    }
    Files.write(folder.resolve("classes.txt"), classes);
    Files.write(folder.resolve("images.txt"), images);
    Files.write(folder.resolve("image_class_labels.txt"), labels);
    Files.write(folder.resolve("train_test_split.txt"), splits);
    Files.write(folder.resolve("bounding_boxes.txt"), boxes);
  }

  /** Grey in which the image's number can be read, with a white box at rows 10 and columns 20. */
  private static void image(Path file, int id) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 2000; i++) {
      int row = i / 50;
      int column = i % 50;
      boolean in = row >= 10 && row < 30 && column >= 20 && column < 30;
      image.setRGB(column, row, in ? 0xFFFFFF : 5 * id * 0x010101);
    }
    assertThat(ImageIO.write(image, "jpg", file.toFile())).isTrue();
  }

  @Test
  void theOfficialSplitIsKeptAndValidationHasItsShareOfEachClass() {
    SceneSet data = open(Map.of(), 1);
    assertThat(numbers(data, Split.TEST))
        .containsExactlyInAnyOrderElementsOf(ids(id -> id % 10 >= 6));
    Set<Integer> validation = numbers(data, Split.VALIDATION);
    Set<Integer> train = numbers(data, Split.TRAIN);
    assertThat(validation).hasSize(6).doesNotContainAnyElementsOf(train);
    assertThat(train).hasSize(12);
    for (int label = 0; label < 3; label++) {
      int of = label;
      assertThat(validation).filteredOn(id -> (id - 1) / 10 == of).hasSize(2);
    }
    assertThat(numbers(open(Map.of(), 1), Split.VALIDATION)).isEqualTo(validation);
    assertThat(
            IntStream.range(2, 6).mapToObj(seed -> numbers(open(Map.of(), seed), Split.VALIDATION)))
        .anyMatch(other -> !other.equals(validation));
    assertThat(numbers(open(Map.of("train", 6), 1), Split.TRAIN)).isSubsetOf(train).hasSize(6);
  }

  private interface Wanted {
    boolean is(int id);
  }

  private static List<Integer> ids(Wanted wanted) {
    return IntStream.rangeClosed(1, 30).filter(wanted::is).boxed().toList();
  }

  /** Returns the numbers that the images' greys say, each of which must be in the label's class. */
  private static Set<Integer> numbers(SceneSet data, Split split) {
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < data.size(split); i++) {
      float[] pixel = new float[3];
      data.scene(split, i).scene().render(0, 0, 1, 1, pixel, 0);
      int id = Math.round(pixel[0] * 51);
      assertThat(data.label(split, i)).containsExactly((id - 1) / 10);
      assertThat(data.name(split, i)).contains(id + ".jpg");
      numbers.add(id);
    }
    assertThat(numbers).hasSize(data.size(split));
    return numbers;
  }

  /** 50×40 becomes 60×60, of which the middle 48×48 is seen: from row and column 6 on. */
  @Test
  void imagesAreResizedAndTheMiddleIsCroppedWithItsBox() {
    LabelledScene bird = open(Map.of(), 1).scene(Split.TEST, 0);
    assertThat(bird.scene().height()).isEqualTo(48);
    assertThat(bird.boxes()).hasDimensions(1, 4);
    float[] box = bird.boxes()[0];
    double[] expected = {15 - 6, 24 - 6, 45 - 6, 36 - 6};
    for (int i = 0; i < 4; i++) {
      assertThat(box[i] * 48.0).isCloseTo(expected[i], within(1e-4));
    }
    assertBoxIsWhite(bird);
  }

  /** Whatever part is cropped, mirrored or not, the box is where the white is. */
  @Test
  void trainingImagesAreCroppedAtRandomWithTheirBoxes() {
    SceneSet data = open(Map.of(), 1);
    Set<List<Float>> corners = new HashSet<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 60; i++) {
      LabelledScene bird = data.trainingScene(3, random);
      assertBoxIsWhite(bird);
      corners.add(List.of(bird.boxes()[0][0], bird.boxes()[0][1]));
    }
    assertThat(corners).hasSizeGreaterThan(40);
    SceneSet still = open(Map.of("augment", false), 1);
    LabelledScene middle = still.trainingScene(3, random);
    assertThat(middle.boxes()[0]).isEqualTo(still.scene(Split.TRAIN, 3).boxes()[0]);
  }

  private static void assertBoxIsWhite(LabelledScene bird) {
    float[] pixels = new float[3 * 48 * 48];
    bird.scene().render(0, 0, 48, 48, pixels, 0);
    float[] box = bird.boxes()[0];
    for (int i = 0; i < 48 * 48; i++) {
      double row = i / 48 + 0.5;
      double column = i % 48 + 0.5;
      double inside =
          Math.min(
              Math.min(row - box[0] * 48, box[2] * 48 - row),
              Math.min(column - box[1] * 48, box[3] * 48 - column));
      if (inside > 2.5) {
        assertThat(pixels[i]).isGreaterThan(0.9f);
      } else if (inside < -2.5) {
        assertThat(pixels[i]).isLessThan(0.75f);
      }
    }
  }

  @Test
  void aTrainingBatchDependsOnItsSeedAndEachImageAlone() {
    Dataset data = options(Map.of("viewScale", 0.5)).open(1);
    try (NDManager manager = NDManager.newBaseManager()) {
      Batch both = data.trainingBatch(manager, 5, 2, 7);
      Batch one = data.trainingBatch(manager, 5, 7);
      float[] alone = one.views().low().toFloatArray();
      assertThat(both.views().low().get("1:2").toFloatArray()).isEqualTo(alone);
      assertThat(both.boxes()[1]).isDeepEqualTo(one.boxes()[0]);
      assertThat(data.trainingBatch(manager, 6, 7).views().low().toFloatArray())
          .isNotEqualTo(alone);
      float[] source = one.views().source().view(manager, 24, 24).toFloatArray();
      assertThat(source).isEqualTo(alone);
      assertThat(data.batch(manager, Split.TRAIN, 7).views().low().toFloatArray())
          .isEqualTo(data.batch(manager, Split.TRAIN, 7).views().low().toFloatArray())
          .isNotEqualTo(alone);
    }
  }

  @Test
  void withoutResizingThereIsNoCrop() {
    LabelledScene bird =
        open(Map.of("resize", 0, "height", 40, "width", 50), 1).scene(Split.TEST, 0);
    assertThat(bird.boxes()[0]).containsExactly(0.25f, 0.4f, 0.75f, 0.6f);
  }

  @Test
  void classesHaveTheirPublishedNames() {
    assertThat(options(Map.of()).target().classNames()).isEqualTo(NAMES);
    SceneSet two = open(Map.of("classes", 2, "validation", 2), 1);
    assertThat(two.size(Split.TEST)).isEqualTo(8);
    assertThat(options(Map.of("classes", 2)).target().classNames()).isEqualTo(NAMES.subList(0, 2));
    assertThatThrownBy(() -> options(Map.of("classes", 4)).target())
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "classes must be at most the 3 of %s, got 4; lower classes",
            folder.resolve("classes.txt"));
  }

  @Test
  void originAndChecksumTellWhatIsUsed() {
    SceneSet data = open(Map.of(), 1);
    assertThat(data.origin())
        .isEqualTo(
            "cub-200: published CUB-200-2011 (%s), 3 classes, 12 train and 6 validation of 18, 12 test of 12; 48×48 pixels of 60×60",
            folder);
    String sum = data.checksum();
    assertThat(open(Map.of(), 1).checksum()).isEqualTo(sum);
    assertThat(open(Map.of("height", 47), 1).checksum()).isNotEqualTo(sum);
    assertThat(open(Map.of("augment", false), 1).checksum()).isNotEqualTo(sum);
    assertThat(open(Map.of("validation", 5), 1).checksum()).isNotEqualTo(sum);
  }

  /** Which of the official training images are for validation is drawn, so it is recorded. */
  @Test
  void theSplitIsRecorded() {
    String record = open(Map.of(), 1).records().get("split.csv");
    assertThat(record.lines()).hasSize(31).first().isEqualTo("file,label,group,split,sha256");
    assertThat(record.lines().filter(line -> line.contains(",,val,"))).hasSize(6);
    assertThat(record)
        .containsPattern("001.Auk/1.jpg,001.Auk,,(train|val),[0-9a-f]{64}\n")
        .containsPattern("001.Auk/7.jpg,001.Auk,,test,[0-9a-f]{64}\n");
    assertThat(open(Map.of(), 2).records().get("split.csv")).isNotEqualTo(record);
  }

  @Test
  void someImagesMustBeLeftForTraining() {
    assertThatThrownBy(() -> open(Map.of("validation", 18), 1))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("has 18 training and 12 test images of the 3 classes used")
        .hasMessageEndingWith(
            "lower validation, or replace train_test_split.txt by the published file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "images.txt | 7 001.Auk/7.jpg | ## | image_class_labels.txt:7: expected an id that is in images.txt, found '7'",
        "images.txt | 7 001.Auk/7.jpg | 6 001.Auk/7.jpg | images.txt:7: expected an id that line 6 does not have, found '6'",
        "images.txt | 7 001.Auk/7.jpg | 7 001.Auk/none.jpg | images.txt:7: expected the image that it names, found no file ROOT/images/001.Auk/none.jpg; put",
        "images.txt | 7 001.Auk/7.jpg | 7 ../secret/7.jpg | images.txt:7: expected the path 'class/file' of an image, found '../secret/7.jpg'",
        "images.txt | 7 001.Auk/7.jpg | 7 | images.txt:7: expected 'id image', found '7'",
        "images.txt | 7 001.Auk/7.jpg | x 001.Auk/7.jpg | images.txt:7: expected 'id image', found 'x 001.Auk/7.jpg'",
        "image_class_labels.txt | 7 1 | ## | image_class_labels.txt: expected a line for the id 7 of ROOT/images.txt:7, found none; replace it by the published file",
        "image_class_labels.txt | 7 1 | 6 1 | image_class_labels.txt:7: expected an id that line 6 does not have, found '6'",
        "image_class_labels.txt | 7 1 | 7 4 | image_class_labels.txt:7: expected a class of classes.txt, 1 to 3, found '4'",
        "image_class_labels.txt | 7 1 | 7 2 | image_class_labels.txt:7: expected the class of the image 001.Auk/7.jpg, found '2 002.Crow'",
        "image_class_labels.txt | 7 1 | 77 1 | image_class_labels.txt:7: expected an id that is in images.txt, found '77'",
        "train_test_split.txt | 7 0 | 77 0 | train_test_split.txt:7: expected an id that is in images.txt, found '77'",
        "train_test_split.txt | 7 0 | 7 2 | train_test_split.txt:7: expected 1 for training or 0 for test, found '2'",
        "train_test_split.txt | 7 0 | ## | train_test_split.txt: expected a line for the id 7 of ROOT/images.txt:7, found none",
        "bounding_boxes.txt | 7 20.0 10.0 10.0 20.0 | 7 20.0 10.0 10.0 | bounding_boxes.txt:7: expected 'id x y width height'",
        "bounding_boxes.txt | 7 20.0 10.0 10.0 20.0 | 7 20.0 10.0 NaN 20.0 | bounding_boxes.txt:7: expected a number of pixels, found 'NaN'",
        "bounding_boxes.txt | 7 20.0 10.0 10.0 20.0 | 7 200.0 10.0 10.0 20.0 | bounding_boxes.txt:7: expected a box of which at least half lies within the image of 40×50 pixels",
        "bounding_boxes.txt | 7 20.0 10.0 10.0 20.0 | ## | bounding_boxes.txt: expected a line for the id 7",
        "classes.txt | 2 002.Crow | 4 002.Crow | classes.txt:2: expected the class 2, found '4'",
        "classes.txt | 2 002.Crow | 2 001.Auk | classes.txt:2: expected a name that no other class has, found '001.Auk'",
      })
  void damagedIndexFilesAreNamedWithTheirLine(String file, String line, String other, String found)
      throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat("\n" + text).contains("\n" + line + "\n");
    String damaged = ("\n" + text).replace("\n" + line + "\n", "\n" + other + "\n");
    Files.writeString(path, damaged.substring(1));
    assertThatThrownBy(() -> open(Map.of(), 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(folder + "/" + found.replace("ROOT", folder.toString()))
        .message()
        .contains("; ")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "classes.txt",
    "images.txt",
    "image_class_labels.txt",
    "train_test_split.txt",
    "bounding_boxes.txt",
  })
  void missingAndEmptyIndexFilesAreNamed(String file) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, "\n");
    assertThatThrownBy(() -> open(Map.of(), 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(path + ": expected lines 'id ")
        .hasMessageEndingWith(", found none; replace it by the published file");
    Files.delete(path);
    assertThatThrownBy(() -> open(Map.of(), 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            path
                + ": expected an index of CUB-200-2011, found no such file; give the folder"
                + " CUB_200_2011 of the published archive as path, or leave path empty for generated"
                + " images");
  }

  @Test
  void truncatedImagesAreNamed() throws IOException {
    SceneSet data = open(Map.of(), 1);
    Path image = folder.resolve("images/002.Crow/17.jpg");
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(data::checksum)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(image + ": expected a whole JPEG")
        .hasMessageEndingWith("; replace it by the original file");
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < data.size(Split.TEST); i++) {
                data.scene(Split.TEST, i);
              }
            })
        .hasMessageStartingWith(image + ": expected a whole JPEG");
  }

  private SceneSet open(Map<String, Object> values, long seed) {
    return options(values).scenes(seed);
  }

  private Cub200Options options(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(Map.of("height", 48, "width", 48, "resize", 60));
    all.put("classes", 3);
    all.put("validation", 6);
    all.put("path", folder.toString());
    all.putAll(values);
    return OptionRecords.with(Cub200Options.DEFAULTS, all);
  }
}
