package io.ats.datasets.colon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/** Files as they are published, of 60 × 80 pixels; every second image has epithelial nuclei. */
class PublishedColonTest {

  private static final int HEIGHT = 60;
  private static final int WIDTH = 80;
  private static final int IMAGES = 20;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (int i = 1; i <= IMAGES; i++) {
      Path image = file(i, ".bmp");
      Files.createDirectories(image.getParent());
      if (!ImageIO.write(picture(i), "bmp", image.toFile())) {
        throw new IllegalStateException("no writer of BMP");
      }
      mat(file(i, "_epithelial.mat"), i % 2 == 0 ? places(30.25, 20.5, 2, 59) : places());
      mat(file(i, "_fibroblast.mat"), places(1, 1, 80, 60));
      mat(file(i, "_inflammatory.mat"), Mat5.newMatrix(0, 0));
      mat(file(i, "_others.mat"), places(10, 10));
    }
  }

  private Path file(int image, String suffix) {
    return folder.resolve("Classification/img%d/img%d%s".formatted(image, image, suffix));
  }

  private static BufferedImage picture(int seed) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(seed);
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, random.nextInt(1 << 24));
    }
    return image;
  }

  /** Returns n × 2 of x and y in turn. */
  private static Matrix places(double... values) {
    Matrix matrix = Mat5.newMatrix(values.length / 2, 2);
    for (int i = 0; i < values.length; i++) {
      matrix.setDouble(i / 2, i % 2, values[i]);
    }
    return matrix;
  }

  private static void mat(Path file, Array detection) throws IOException {
    mat(file, "detection", detection);
  }

  private static void mat(Path file, String name, Array value) throws IOException {
    mat(file, name, value, Deflater.BEST_SPEED); // MATLAB compresses too
  }

  private static void mat(Path file, String name, Array value, int level) throws IOException {
    try (var mat = Mat5.newMatFile().addArray(name, value);
        var sink = Sinks.newStreamingFile(file.toFile())) {
      Mat5.newWriter(sink).setDeflateLevel(level).writeMat(mat);
    }
  }

  private ColonCancerOptions options(Map<String, Object> values) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "height",
                HEIGHT,
                "width",
                WIDTH,
                "boxSize",
                9,
                "viewScale",
                0.5,
                "cache",
                16,
                "path",
                folder.toString()));
    all.putAll(values);
    return OptionRecords.with(ColonCancerOptions.DEFAULTS, all);
  }

  private Dataset open() {
    return options(Map.of()).open(1);
  }

  @Test
  void labelsAndBoxesAreThoseOfTheFiles() {
    Dataset data = open();
    assertThat(data.origin())
        .isEqualTo(
            "colon-cancer: published images (%s), %d train, %d validation, %d test of 20"
                .formatted(
                    folder,
                    data.size(Split.TRAIN),
                    data.size(Split.VALIDATION),
                    data.size(Split.TEST)));
    assertThat(data.size(Split.TRAIN)).isEqualTo(16);
    List<String> names = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Split split : Split.values()) {
        for (int i = 0; i < data.size(split); i++) {
          String name = data.name(split, i);
          names.add(name);
          int number = Integer.parseInt(name.replaceAll("\\D", ""));
          Batch batch = data.batch(manager, split, i);
          assertThat(batch.labels().toLongArray()).containsExactly(number % 2 == 0 ? 1 : 0);
          assertThat(data.label(split, i)).containsExactly(number % 2 == 0 ? 1 : 0);
          if (number % 2 == 0) {
            // x 30.25, y 20.5 of pixels that begin with 1: 29.75 and 20 from the edges.
            assertThat(batch.boxes()[0][0])
                .containsExactly(15.5f / 60, 25.25f / 80, 24.5f / 60, 34.25f / 80);
            assertThat(batch.boxes()[0][1]).containsExactly(51f / 60, 0, 1, 9f / 80);
          } else {
            assertThat(batch.boxes()[0]).isEmpty();
          }
          float red = batch.views().source().view(manager, HEIGHT, WIDTH).getFloat(0, 0, 7, 9);
          assertThat(red).isEqualTo((picture(number).getRGB(9, 7) >> 16 & 255) / 255f);
        }
      }
    }
    assertThat(names).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void foldsAreDrawnByTheSeedAndRecorded() {
    List<String> tested = new ArrayList<>();
    for (int fold = 0; fold < 5; fold++) {
      Dataset data = options(Map.of("folds", 5, "fold", fold)).open(1);
      assertThat(data.origin()).endsWith(" of 20, fold " + fold + " of 5 for test");
      for (int i = 0; i < data.size(Split.TEST); i++) {
        tested.add(data.name(Split.TEST, i));
      }
      float positive = 0;
      for (int i = 0; i < data.size(Split.TEST); i++) {
        positive += data.label(Split.TEST, i)[0];
      }
      assertThat(positive).isBetween(1f, 3f);
    }
    assertThat(tested).hasSize(20).doesNotHaveDuplicates();
    String record = open().records().get("split.csv");
    assertThat(record.lines()).hasSize(21).first().isEqualTo("file,label,group,split,sha256");
    assertThat(record)
        .containsPattern("img2/img2.bmp,epithelial,,(train|val|test),[0-9a-f]{64}\n")
        .containsPattern("img3/img3.bmp,none,,(train|val|test),[0-9a-f]{64}\n");
    assertThat(open().records().get("split.csv")).isEqualTo(record);
    assertThat(options(Map.of()).open(2).records().get("split.csv")).isNotEqualTo(record);
    assertThat(options(Map.of()).open(2).checksum()).isNotEqualTo(open().checksum());
  }

  @ParameterizedTest
  @ValueSource(strings = {".bmp", "_epithelial.mat", "_fibroblast.mat", "_others.mat"})
  void missingFilesAreTold(String suffix) throws IOException {
    Files.delete(file(7, suffix));
    assertRejected(file(7, suffix), "found no such file", "; replace it by the ");
  }

  @Test
  void missingAndUnknownFoldersAreTold() throws IOException {
    Path classification = folder.resolve("Classification");
    Files.move(classification.resolve("img7"), folder.resolve("img7"));
    assertRejected(
        classification.resolve("img7"),
        ": expected the next image, found no such folder beside img20; unpack the published file"
            + " again");
    Files.createDirectory(classification.resolve("image7"));
    assertRejected(classification, ": expected the published folders", "found a folder 'image7'");
    Files.delete(classification.resolve("image7"));
    Files.move(classification, folder.resolve("Detection"));
    assertRejected(
        classification,
        ": expected the published folders img1, img2, … here, found no such file; unpack the"
            + " published file and give the folder that holds Classification as path, or leave path"
            + " empty for generated images");
  }

  /** Wherever it is cut. */
  @ParameterizedTest
  @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.BEST_SPEED})
  void detectionsCutShortAreTold(int level) throws IOException {
    Path file = file(4, "_epithelial.mat");
    mat(file, "detection", places(30.25, 20.5, 2, 59), level);
    assertThat(Detections.read(file, HEIGHT, WIDTH))
        .containsExactly(new Detections.Place(20, 29.75), new Detections.Place(58.5, 1.5));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Detections.read(file, HEIGHT, WIDTH))
          .as("length %d of %d", length, whole.length)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(
              file + ": expected a MATLAB file with a variable detection of n×2 numbers, found ")
          .hasMessageEndingWith("; replace it by the published file");
    }
    assertRejected(file, ": expected a MATLAB file");
  }

  /** One byte changed: read as before, with other numbers, or told. */
  @Test
  void damagedDetectionsAreToldOrRead() throws IOException {
    Path file = file(4, "_epithelial.mat");
    byte[] whole = Files.readAllBytes(file);
    int told = 0;
    for (int i = 0; i < 8 * whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i / 8] ^= (byte) (1 << i % 8);
      Files.write(file, changed);
      try {
        Detections.read(file, HEIGHT, WIDTH);
      } catch (UncheckedIOException e) {
        assertThat(e).hasMessageStartingWith(file + ": expected ");
        told++;
      }
    }
    assertThat(told).isGreaterThan(whole.length);
  }

  @Test
  void otherVariablesAndShapesAreTold() throws IOException {
    Path file = file(4, "_epithelial.mat");
    String expected = ": expected a MATLAB file with a variable detection of n×2 numbers, found ";
    mat(file, "detections", places(1, 2));
    assertRejected(file, expected + "no such variable; replace it by the published file");
    mat(file, Mat5.newMatrix(2, 3));
    assertRejected(file, expected + "double of shape [2, 3]; replace it by the published file");
    mat(file, Mat5.newMatrix(2, 0));
    assertRejected(file, expected + "double of shape [2, 0]");
    mat(file, Mat5.newMatrix(new int[] {2, 2, 2}));
    assertRejected(file, expected + "double of shape [2, 2, 2]");
    mat(file, Mat5.newComplex(1, 2));
    assertRejected(file, expected + "double of shape [1, 2]");
    mat(file, Mat5.newString("ab"));
    assertRejected(file, expected + "char of shape [1, 2]");
    mat(file, Mat5.newCell(1, 2));
    assertRejected(file, expected + "cell of shape [1, 2]");
  }

  @ParameterizedTest
  @CsvSource({"81.01,5", "-0.01,5", "5,61.01", "5,-3", "NaN,5", "5,Infinity"})
  void placesOutsideTheImageAreTold(double x, double y) throws IOException {
    for (String kind : List.of("_epithelial.mat", "_inflammatory.mat")) {
      Path file = file(4, kind);
      mat(file, places(1, 1, x, y));
      assertRejected(
          file,
          ": expected places within the image of 60×80 pixels, found row 2 of detection with x %s and y %s; replace it by the published file"
              .formatted(x, y));
      mat(file, places());
    }
  }

  /** Wherever it is cut, at the latest when the image is read. */
  @Test
  void imagesCutShortAreTold() throws IOException {
    byte[] whole = Files.readAllBytes(file(4, ".bmp"));
    for (double share : new double[] {0, 0.001, 0.3, 0.99}) {
      Files.write(file(4, ".bmp"), Arrays.copyOf(whole, (int) (share * whole.length)));
      assertThatThrownBy(
              () -> {
                Dataset data = open();
                try (NDManager manager = NDManager.newBaseManager()) {
                  for (Split split : Split.values()) {
                    for (int i = 0; i < data.size(split); i++) {
                      data.batch(manager, split, i);
                    }
                  }
                }
              })
          .as("share " + share)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(file(4, ".bmp") + ": expected a whole ")
          .hasMessageEndingWith("; replace it by the original file");
    }
  }

  @Test
  void aFoldLargerThanTestIsTold() {
    assertThatThrownBy(() -> options(Map.of("folds", 2, "test", 9)).open(1))
        .isInstanceOf(OptionException.class)
        .hasMessage("test must be at least the 10 images of fold 0 of 2, got 9; raise test");
  }

  private void assertRejected(Path place, String... parts) {
    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(place.toString())
        .hasMessageContainingAll(parts);
  }
}
