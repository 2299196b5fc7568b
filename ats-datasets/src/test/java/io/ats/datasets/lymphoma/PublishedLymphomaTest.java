package io.ats.datasets.lymphoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.WindowScene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are published, of 40 × 52 pixels. */
class PublishedLymphomaTest {

  private static final int HEIGHT = 40;
  private static final int WIDTH = 52;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String name : List.of("CLL", "FL", "MCL")) {
      for (int i = 0; i < 8; i++) {
        write("%s/sj-%s-%d.tif".formatted(name, name, i), HEIGHT, WIDTH);
      }
    }
  }

  private Path write(String name, int height, int width) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    if (!ImageIO.write(picture(name, height, width), "tiff", file.toFile())) {
      throw new IllegalStateException("no writer of TIFF");
    }
    return file;
  }

  /** Noise, for each name another. */
  private static BufferedImage picture(String name, int height, int width) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < height * width; i++) {
      image.setRGB(i % width, i / width, random.nextInt(1 << 24));
    }
    return image;
  }

  private LymphomaOptions options(Map<String, Object> values) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "height",
                36,
                "width",
                48,
                "viewScale",
                0.5,
                "cache",
                64,
                "path",
                folder.toString()));
    all.putAll(values);
    return OptionRecords.with(LymphomaOptions.DEFAULTS, all);
  }

  private Dataset open(long seed) {
    return options(Map.of()).open(seed);
  }

  /** 24 images are divided as 374 are: 70 %, 15 %, 15 %. */
  @Test
  void imagesAreThoseOfTheFilesAndSplitsAreDrawn() throws IOException {
    Dataset data = open(1);
    assertThat(data.origin())
        .isEqualTo(
            "lymphoma: published images (%s), %d train, %d validation, %d test, crops of 36×48"
                .formatted(
                    folder,
                    data.size(Split.TRAIN),
                    data.size(Split.VALIDATION),
                    data.size(Split.TEST)));
    assertThat(data.size(Split.TRAIN)).isBetween(16, 17);
    assertThat(data.mixed()).isFalse();
    List<String> names = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Split split : Split.values()) {
        for (int i = 0; i < data.size(split); i++) {
          String name = data.name(split, i);
          names.add(name);
          Batch batch = data.batch(manager, split, i);
          String label = data.task().classNames().get((int) batch.labels().toLongArray()[0]);
          assertThat(name).startsWith(label + "/sj-");
          assertThat(batch.boxes()[0]).isEmpty();
          BufferedImage expected = picture(name, HEIGHT, WIDTH).getSubimage(2, 2, 48, 36);
          assertThat(batch.views().source().view(manager, 36, 48).toFloatArray())
              .isEqualTo(values(expected));
        }
      }
    }
    assertThat(names).hasSize(24).doesNotHaveDuplicates();
  }

  private static float[] values(BufferedImage image) {
    int area = image.getHeight() * image.getWidth();
    float[] values = new float[3 * area];
    for (int i = 0; i < area; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      for (int channel = 0; channel < 3; channel++) {
        values[channel * area + i] = (rgb >> 16 - 8 * channel & 255) / 255f;
      }
    }
    return values;
  }

  /** Every part occurs, and the pixels are those of the file there. */
  @Test
  void trainingImagesAreCutOutAnywhere() throws IOException {
    SceneSet data = options(Map.of()).scenes(1);
    String name = data.name(Split.TRAIN, 3).orElseThrow();
    BufferedImage whole = picture(name, HEIGHT, WIDTH);
    SplittableRandom random = new SplittableRandom(1);
    Set<List<Integer>> places = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      WindowScene scene = (WindowScene) data.trainingScene(3, random).scene();
      places.add(List.of(scene.top(), scene.left()));
      float[] pixels = new float[3 * 36 * 48];
      scene.render(0, 0, 36, 48, pixels, 0);
      assertThat(pixels).isEqualTo(values(whole.getSubimage(scene.left(), scene.top(), 48, 36)));
    }
    assertThat(places).hasSize((HEIGHT - 36 + 1) * (WIDTH - 48 + 1));
  }

  @Test
  void splitsAreRecordedAndDependOnTheSeed() {
    String record = open(1).records().get("split.csv");
    assertThat(record.lines()).hasSize(25).first().isEqualTo("file,label,group,split,sha256");
    assertThat(record).containsPattern("CLL/sj-CLL-0.tif,CLL,,(train|val|test),[0-9a-f]{64}\n");
    assertThat(open(1).records().get("split.csv")).isEqualTo(record);
    assertThat(open(2).records().get("split.csv")).isNotEqualTo(record);
    assertThat(open(1).checksum()).isEqualTo(open(1).checksum()).isNotEqualTo(open(2).checksum());
    assertThat(options(Map.of("height", 37)).open(1).checksum()).isNotEqualTo(open(1).checksum());
  }

  @Test
  void missingAndUnknownFoldersAreTold() throws IOException {
    Path unknown = Files.createDirectories(folder.resolve("DLBCL"));
    assertRejected(
        "path: %s: expected folders of the classes CLL, FL, MCL, found 'DLBCL'; move it away"
            .formatted(unknown));
    Files.delete(unknown);
    Path missing = folder.resolve("MCL");
    Files.move(missing, folder.resolve("MCL2"));
    assertRejected(
        ("path: %s: expected a folder with images of class MCL, found none; give the folder that"
                + " holds CLL, FL, MCL as path, or leave path empty for generated images")
            .formatted(missing));
  }

  @Test
  void aFolderWithoutImagesIsTold() throws IOException {
    for (int i = 0; i < 8; i++) {
      Files.delete(folder.resolve("FL/sj-FL-" + i + ".tif"));
    }
    assertRejected("path: %s: no file is in the folder of class 'FL'".formatted(folder));
  }

  /** Wherever it is cut. */
  @Test
  void imagesCutShortAreTold() throws IOException {
    Path file = folder.resolve("FL/sj-FL-5.tif");
    byte[] whole = Files.readAllBytes(file);
    for (double share : new double[] {0, 0.002, 0.3, 0.6, 0.95, 0.999}) {
      Files.write(file, Arrays.copyOf(whole, (int) (share * whole.length)));
      assertThatThrownBy(() -> open(1))
          .as("share " + share)
          .isInstanceOf(OptionException.class)
          .hasMessageStartingWith("path: " + file + ": ")
          .hasMessageEndingWith("; replace it by the published file");
    }
  }

  @Test
  void whatIsNoImageOrTooSmallIsTold() throws IOException {
    Path text = Files.writeString(folder.resolve("FL/readme.txt"), "nothing");
    assertThatThrownBy(() -> open(1))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("path: " + text + ": ")
        .hasMessageEndingWith("; replace it by the published file");
    Files.delete(text);
    Path small = write("FL/sj-FL-5.tif", 35, 52);
    assertRejected(
        ("path: %s: expected at least 36×48 pixels, height by width, found 35×52; replace it by the"
                + " published file, or lower height and width")
            .formatted(small));
  }

  @Test
  void anImageOfTwoClassesIsTold() throws IOException {
    Files.copy(folder.resolve("CLL/sj-CLL-0.tif"), folder.resolve("FL/again.tif"));
    assertRejected(
        "path: the same image is there under two labels: CLL/sj-CLL-0.tif and FL/again.tif; remove"
            + " one of them");
  }

  private void assertRejected(String message) {
    assertThatThrownBy(() -> open(1)).isInstanceOf(OptionException.class).hasMessage(message);
  }
}
