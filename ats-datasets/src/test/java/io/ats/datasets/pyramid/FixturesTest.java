package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One picture as libvips 8.14 and ImageMagick 6.9 wrote it, so that it is read everywhere. */
class FixturesTest {

  @TempDir private Path folder;
  private Picture expected;

  @BeforeEach
  void readExpected() throws IOException {
    try (RegionImage image = open(fixture("expected.png"), OnBadTile.FAIL)) {
      expected = Picture.of(image, 0);
    }
  }

  private RegionImage open(Path file, OnBadTile onBadTile) {
    return new RegionImages(new RegionOptions(64, onBadTile, folder.resolve("cache"))).open(file);
  }

  private Path fixture(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  /** The JPEGs hold half as many values of colour, so that edges differ. */
  @ParameterizedTest
  @CsvSource({
    "deflate-big.tif, 3, 0, 0",
    "lzw-subifd.tif, 3, 0, 0",
    "jpeg.tif, 3, 4, 0.25",
    "cmyk.jpg, 1, 4, 0",
    "interlaced16.png, 1, 0, 0",
  })
  void areRead(String name, int levels, double most, double microns) throws IOException {
    try (RegionImage image = open(fixture(name), OnBadTile.FAIL)) {
      assertThat(image.levels()).hasSize(levels);
      Picture read = Picture.of(image, 0);
      if (most == 0) {
        read.assertNear(expected, 0);
      }
      assertThat(meanDifference(read, expected)).isLessThanOrEqualTo(most);
      assertThat(image.micronsPerPixel().orElse(0)).isCloseTo(microns, within(1e-6));
    }
  }

  @Test
  void aTurnedPhotoIsUpright() throws IOException {
    Picture turned = new Picture(90, 70, new byte[3 * 90 * 70]);
    for (int y = 0; y < 90; y++) {
      for (int x = 0; x < 70; x++) { // a quarter to the right
        System.arraycopy(
            expected.rgb(), 3 * ((69 - x) * 90 + y), turned.rgb(), 3 * (y * 70 + x), 3);
      }
    }
    try (RegionImage image = open(fixture("turned.jpg"), OnBadTile.FAIL)) {
      assertThat(meanDifference(Picture.of(image, 0), turned)).isLessThan(4);
    }
  }

  private static double meanDifference(Picture a, Picture b) {
    assertThat(a.height()).isEqualTo(b.height());
    assertThat(a.width()).isEqualTo(b.width());
    long sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      sum += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
    }
    return sum / (double) a.rgb().length;
  }

  /** Directories lie after the pixels of level 0: a file cut short is often found when opened. */
  @ParameterizedTest
  @ValueSource(strings = {"deflate-big.tif", "lzw-subifd.tif", "jpeg.tif"})
  void filesCutShortAreTold(String name) throws IOException {
    Path file = fixture(name);
    byte[] bytes = Files.readAllBytes(file);
    for (int percent = 0; percent < 100; percent += 5) {
      Files.write(file, Arrays.copyOf(bytes, bytes.length * percent / 100));
      assertThatThrownBy(
              () -> {
                try (RegionImage image = open(file, OnBadTile.FAIL)) {
                  for (int level = 0; level < image.levels().size(); level++) {
                    Picture.of(image, level);
                  }
                }
              })
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(file + ": expected ")
          .hasMessageMatching("[^\\p{Cntrl}]+; [a-z ]+.*");
    }
  }
}
