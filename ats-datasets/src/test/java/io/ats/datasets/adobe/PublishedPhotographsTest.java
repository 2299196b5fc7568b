package io.ats.datasets.adobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.scene.SceneSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published table, but of 40 photographs of 48×32 pixels, in JPEG and TIFF by turns. */
class PublishedPhotographsTest {

  private static final List<String> WORDS =
      List.of("abstract", "animals", "man_made", "nature", "None", "people");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String word = WORDS.get(i < 20 ? 2 : i % 6);
      lines.add(name(i) + ",outdoor,day,sun_sky," + word);
      image(file(i), i);
    }
    Files.write(folder.resolve("categories.txt"), lines);
    Files.writeString(folder.resolve("tiff16_c").resolve("a0001-x_1.DNG"), "raw");
    Files.writeString(folder.resolve("filesAdobe.txt"), "a0001-x_1");
  }

  private static String name(int i) {
    return String.format("a%04d-x.y_%d", i, i);
  }

  private Path file(int i) {
    return folder.resolve("tiff16_c").resolve(name(i) + (i % 2 == 0 ? ".tif" : ".jpg"));
  }

  private static void image(Path file, int number) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 48 * 32; i++) {
      image.setRGB(i % 48, i / 48, 5 * number * 0x010101);
    }
    String format = file.toString().endsWith("jpg") ? "jpg" : "tif";
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
  }

  @Test
  void classesAreThoseOfTheSource() {
    assertThat(options(Map.of()).target().classNames())
        .containsExactly("abstract", "animals", "man-made", "nature", "none", "people");
  }

  @Test
  void photographsAreLabelledByTheTableAndDividedByClass() {
    SceneSet data = open(Map.of(), 1);
    Set<Integer> test = numbers(data, Split.TEST);
    Set<Integer> validation = numbers(data, Split.VALIDATION);
    Set<Integer> train = numbers(data, Split.TRAIN);
    assertThat(test).hasSize(10);
    assertThat(validation).hasSize(8);
    assertThat(train).hasSize(22);
    Set<Integer> all = new TreeSet<>(test);
    all.addAll(validation);
    all.addAll(train);
    assertThat(all).hasSize(40);
    assertThat(test).filteredOn(i -> i < 20 || i % 6 == 2).hasSizeBetween(5, 7); // 23 of 40
    assertThat(numbers(open(Map.of(), 1), Split.TEST)).isEqualTo(test);
    assertThat(numbers(open(Map.of(), 2), Split.TEST)).isNotEqualTo(test);
  }

  private static Set<Integer> numbers(SceneSet data, Split split) {
    Set<Integer> numbers = new TreeSet<>();
    for (int i = 0; i < data.size(split); i++) {
      float[] pixel = new float[3];
      data.scene(split, i).scene().render(5, 5, 1, 1, pixel, 0);
      int number = Math.round(pixel[2] * 51);
      assertThat(data.name(split, i).orElseThrow()).startsWith(name(number) + ".");
      assertThat(data.label(split, i)).containsExactly(number < 20 ? 2 : number % 6);
      assertThat(data.scene(split, i).boxes()).isEmpty();
      numbers.add(number);
    }
    return numbers;
  }

  @Test
  void aPlainTableIsReadToo() throws IOException {
    Path table = folder.resolve("labels.csv");
    List<String> lines = new ArrayList<>(List.of("file,label"));
    for (int i = 0; i < 40; i++) {
      String label = Subject.names().get(i < 20 ? 2 : i % 6);
      lines.add((i % 3 == 0 ? name(i) : file(i).getFileName()) + "," + label);
    }
    Files.write(table, lines);
    Files.delete(folder.resolve("categories.txt"));
    SceneSet data = open(Map.of("path", table.toString()), 1);
    assertThat(numbers(data, Split.TRAIN)).hasSize(22);
    Files.write(table, List.of("file,label", name(3) + ",man_made"));
    refused(
        Map.of("path", table.toString()),
        "labels.csv:2: expected one of [abstract, animals, man-made, nature, none, people], found 'man_made'; correct it");
    Files.write(table, List.of("file,label", name(3) + ",people,5"));
    refused(Map.of("path", table.toString()), "labels.csv:2: expected 'file,label', found");
  }

  /** Published retouched photographs have 16 bits a colour. */
  @Test
  void sixteenBitsAreRead() throws IOException {
    BufferedImage grey = new BufferedImage(48, 32, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 48 * 32; i++) {
      grey.getRaster().setSample(i % 48, i / 48, 0, 5 * 257 * 4);
    }
    assertThat(ImageIO.write(grey, "tif", file(4).toFile())).isTrue();
    SceneSet data = open(Map.of(), 1);
    for (Split split : Split.values()) {
      numbers(data, split);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "people2 | :30: expected one of [abstract, animals, man_made, nature, None, people], found 'people2'",
        "unknown | :30: expected one of [abstract",
        "people,x | :30: expected 'name,location,time,light,subject', found '",
        "## | :30: expected one of [abstract",
      })
  void unknownClassesAreNamedWithTheirLine(String word, String found) throws IOException {
    change(29, name(29) + ",outdoor,day,sun_sky," + word);
    refused(Map.of(), "categories.txt" + found);
  }

  @Test
  void aPhotographIsThereOnce() throws IOException {
    change(29, name(7).toUpperCase(Locale.ROOT) + ",outdoor,day,sun_sky,people");
    refused(
        Map.of(),
        "categories.txt:30: expected a photograph that "
            + folder.resolve("categories.txt")
            + ":8 does not have, found 'A0007-X.Y_7'; correct it");
    change(29, "../" + name(29) + ",outdoor,day,sun_sky,people");
    refused(Map.of(), "categories.txt:30: expected the name of a photograph, without folders");
    write();
    Path second = folder.resolve(name(29) + ".png");
    Files.copy(file(29), second);
    assertThatThrownBy(() -> open(Map.of(), 1))
        .hasMessageContaining(": expected one image of each photograph, found ")
        .hasMessageContaining(name(29))
        .hasMessageEndingWith(" too; keep one");
  }

  @Test
  void missingFilesAreNamedWithTheirLine() throws IOException {
    Files.delete(file(29));
    refused(
        Map.of(),
        "categories.txt:30: expected an image "
            + name(29)
            + ".jpg, .png or .tif in "
            + folder
            + " or a folder in it, found none; put it there");
    Files.delete(folder.resolve("categories.txt"));
    refused(
        Map.of(),
        "categories.txt: expected the table of MIT-Adobe FiveK's photographs, found no such file;"
            + " put the published categories.txt there, or leave path empty for generated images");
    Files.writeString(folder.resolve("categories.txt"), "\n");
    refused(Map.of(), "categories.txt: expected a line for each photograph, found ''");
  }

  /** Both a JPEG and a TIFF, of which the second half is missing. */
  @ParameterizedTest
  @ValueSource(ints = {28, 29})
  void truncatedPhotographsAreNamed(int number) throws IOException {
    byte[] bytes = Files.readAllBytes(file(number));
    Files.write(file(number), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(
            () -> {
              SceneSet data = open(Map.of(), 1);
              for (Split split : Split.values()) {
                for (int i = 0; i < data.size(split); i++) {
                  data.scene(split, i);
                }
              }
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file(number) + ": expected a whole JPEG, PNG, GIF, BMP or TIFF");
  }

  @Test
  void somePhotographsMustBeLeftForTraining() {
    assertThatThrownBy(() -> open(Map.of("validation", 30), 1))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "validation and test must be less than the 40 photographs of %s together, got 30 and"
                + " 10; lower them",
            folder.resolve("categories.txt"));
  }

  @Test
  void originAndChecksumTellWhatIsUsed() throws IOException {
    SceneSet data = open(Map.of("train", 20), 1);
    assertThat(data.origin())
        .isEqualTo(
            "mit-adobe-5k: published MIT-Adobe FiveK (%s), 20 train, 8 validation and 10 test of 40",
            folder);
    String sum = data.checksum();
    assertThat(open(Map.of("train", 20), 1).checksum()).isEqualTo(sum);
    assertThat(open(Map.of("train", 20), 2).checksum()).isNotEqualTo(sum);
    assertThat(open(Map.of("train", 20, "viewScale", 0.5), 1).checksum()).isNotEqualTo(sum);
  }

  @Test
  void theSplitIsRecorded() {
    String record = open(Map.of(), 1).records().get("split.csv");
    assertThat(record.lines()).hasSize(41).first().isEqualTo("file,label,group,split,sha256");
    assertThat(record)
        .containsPattern("tiff16_c/a0003-x.y_3.jpg,man-made,,(train|val|test),[0-9a-f]{64}\n");
    assertThat(open(Map.of(), 2).records().get("split.csv")).isNotEqualTo(record);
  }

  private void change(int row, String line) throws IOException {
    Path table = folder.resolve("categories.txt");
    List<String> lines = Files.readAllLines(table);
    lines.set(row, line);
    Files.write(table, lines);
  }

  private void refused(Map<String, Object> values, String message) {
    assertThatThrownBy(() -> open(values, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(folder + "/" + message)
        .message()
        .contains("; ");
  }

  private SceneSet open(Map<String, Object> values, long seed) {
    return options(values).scenes(seed);
  }

  private MitAdobe5kOptions options(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(Map.of("height", 32, "width", 32, "viewScale", 0.25));
    all.put("validation", 8);
    all.put("test", 10);
    all.put("path", folder.toString());
    all.putAll(values);
    return OptionRecords.with(MitAdobe5kOptions.DEFAULTS, all);
  }
}
