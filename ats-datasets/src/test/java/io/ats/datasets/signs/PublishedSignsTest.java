package io.ats.datasets.signs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.scene.LabelledScene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as published, but 64×48 pixels, each of its own grey. */
class PublishedSignsTest {

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add(i + ".jpg:VISIBLE, 32, 24, 16, 12, PROHIBITORY, 70_SIGN;");
      image(folder.resolve("Set1").resolve(i + ".jpg"), 20 * i);
    }
    lines.add("unused.jpg:BLURRED, 32, 24, 16, 12, PROHIBITORY, 70_SIGN;");
    Files.write(folder.resolve("Set1").resolve("annotations.txt"), lines);
    Path part = folder.resolve("Set2").resolve("Set2Part0");
    image(part.resolve("a.jpg"), 230);
    image(part.resolve("b.jpg"), 200);
    Files.write(
        folder.resolve("Set2").resolve("annotations.txt"),
        List.of("a.jpg:MISC_SIGNS;", "b.jpg:VISIBLE, 64, 48, 32, 36, PROHIBITORY, 80_SIGN;"));
  }

  @Test
  void setOneIsTrainingAndValidationSetTwoIsTest() {
    PublishedSigns data = open(Map.of("validation", 3), 1);
    assertThat(data.size(Split.TRAIN)).isEqualTo(7);
    assertThat(data.size(Split.VALIDATION)).isEqualTo(3);
    assertThat(data.size(Split.TEST)).isEqualTo(2);
    LabelledScene none = data.scene(Split.TEST, 0);
    assertThat(none.label()).containsExactly(3);
    assertThat(none.boxes()).isEmpty();
    LabelledScene eighty = data.scene(Split.TEST, 1);
    assertThat(eighty.label()).containsExactly(2);
    assertThat(eighty.boxes()[0]).containsExactly(0.75f, 0.5f, 1, 1);
    assertThat(grey(eighty)).isEqualTo(200);
    assertThat(data.scene(Split.TRAIN, 0).label()).containsExactly(1);
  }

  @Test
  void theSeedDrawsTheValidationImagesAndNoneIsInBothSplits() {
    List<Integer> drawn = greys(open(Map.of("validation", 3), 1), Split.VALIDATION);
    List<Integer> rest = greys(open(Map.of("validation", 3), 1), Split.TRAIN);
    assertThat(rest).doesNotContainAnyElementsOf(drawn).isSorted();
    assertThat(rest).hasSize(7).doesNotHaveDuplicates();
    assertThat(drawn).hasSize(3).doesNotHaveDuplicates();
    boolean differs = false;
    for (int seed = 2; seed < 5; seed++) {
      differs |= !greys(open(Map.of("validation", 3), seed), Split.VALIDATION).equals(drawn);
    }
    assertThat(differs).isTrue();
    assertThat(greys(open(Map.of("validation", 3, "train", 2), 1), Split.TRAIN))
        .isEqualTo(rest.subList(0, 2));
  }

  @Test
  void originAndChecksumTellWhatIsUsed() throws IOException {
    TrafficSignsOptions options = options(Map.of("validation", 3, "train", 5));
    Dataset data = options.open(1);
    assertThat(data.origin())
        .isEqualTo(
            "traffic-signs: published Swedish traffic signs ("
                + folder
                + "), 5 train and 3 validation of 10 in Set1, 2 test of 2 in Set2");
    String sum = data.checksum();
    assertThat(open(Map.of("validation", 3, "train", 5), 1).checksum()).isEqualTo(sum);
    assertThat(open(Map.of("validation", 2, "train", 5), 1).checksum()).isNotEqualTo(sum);
    assertThat(open(Map.of("validation", 3, "train", 5, "viewScale", 0.5), 1).checksum())
        .isNotEqualTo(sum);
    image(folder.resolve("Set2").resolve("Set2Part0").resolve("b.jpg"), 210);
    assertThat(open(Map.of("validation", 3, "train", 5), 1).checksum()).isNotEqualTo(sum);
  }

  @Test
  void missingAndDamagedFilesAreNamed() throws IOException {
    PublishedSigns data = open(Map.of("validation", 3), 1);
    Path image = folder.resolve("Set2").resolve("Set2Part0").resolve("b.jpg");
    Files.writeString(image, "damaged");
    assertThatThrownBy(() -> data.scene(Split.TEST, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(image + ": expected a whole JPEG");
    Files.delete(image);
    assertThatThrownBy(() -> open(Map.of("validation", 3), 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            folder.resolve("Set2").resolve("b.jpg")
                + ": expected this image, which annotations.txt names, there or in "
                + folder.resolve("Set2").resolve("Set2Part0")
                + ", found neither; unpack Set2Part0.zip there");
    assertThatThrownBy(() -> open(Map.of("path", folder.resolve("none").toString()), 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            folder.resolve("none").resolve("Set1").resolve("annotations.txt")
                + ": expected the signs' annotations, found no such file");
  }

  @Test
  void anImageInBothFoldersIsTheSame() throws IOException {
    Path outer = folder.resolve("Set2").resolve("a.jpg");
    Path inner = folder.resolve("Set2").resolve("Set2Part0").resolve("a.jpg");
    Files.copy(inner, outer);
    assertThat(open(Map.of("validation", 3), 1).size(Split.TEST)).isEqualTo(2);
    image(outer, 50);
    assertThatThrownBy(() -> open(Map.of("validation", 3), 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            outer
                + ": expected this image, which annotations.txt names, there or in "
                + inner.getParent()
                + ", found two that differ; remove one of them");
    Files.delete(outer);
    Files.createDirectory(outer);
    Files.delete(inner);
    assertThatThrownBy(() -> open(Map.of("validation", 3), 1))
        .hasMessageStartingWith(outer + ": expected a whole JPEG")
        .hasMessageContaining(", found a folder; ");
  }

  @Test
  void someImagesMustBeLeftForTraining() {
    assertThatThrownBy(() -> open(Map.of("validation", 10), 1))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "validation must be less than the 10 images of Set1 that are used, got 10; lower"
                + " validation");
  }

  private static List<Integer> greys(PublishedSigns data, Split split) {
    return IntStream.range(0, data.size(split)).mapToObj(i -> grey(data.scene(split, i))).toList();
  }

  /** Returns the grey of an image to the next ten, which JPEG keeps. */
  private static int grey(LabelledScene image) {
    float[] pixel = new float[3];
    image.scene().render(20, 20, 1, 1, pixel, 0);
    return Math.round(pixel[0] * 25.5f) * 10;
  }

  private PublishedSigns open(Map<String, Object> values, long seed) {
    return new PublishedSigns(options(values), seed);
  }

  private TrafficSignsOptions options(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(Map.of("height", 48, "width", 64, "signMin", 0.1));
    all.put("signMax", 0.2);
    all.put("path", folder.toString());
    all.putAll(values);
    return OptionRecords.with(TrafficSignsOptions.DEFAULTS, all);
  }

  private static void image(Path file, int grey) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    int[] pixels = IntStream.generate(() -> grey * 0x010101).limit(64 * 48).toArray();
    image.setRGB(0, 0, 64, 48, pixels, 0, 64);
    ImageIO.write(image, "jpg", file.toFile());
  }
}
