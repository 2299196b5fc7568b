package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.source.Scene;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PyramidWriterTest {

  @TempDir private Path folder;

  private static Scene scene(Picture picture) {
    return new ColourBitmapScene(ColourBitmap.of(picture.rgb(), picture.height(), picture.width()));
  }

  private RegionImage open(Path file) {
    return new RegionImages(new RegionOptions(64, OnBadTile.FAIL, folder.resolve("cache")))
        .open(file);
  }

  private Path write(Picture picture, TileCompression compression) {
    Path file = folder.resolve(compression + ".tif");
    PyramidWriter.write(
        scene(picture), OptionalDouble.of(0.5), file, PyramidOptions.DEFAULTS.with(compression));
    return file;
  }

  /** The mean of 2×2 pixels, halves rounded up. */
  private static Picture halved(Picture from) {
    int height = Math.max(1, from.height() / 2);
    int width = Math.max(1, from.width() / 2);
    byte[] rgb = new byte[3 * height * width];
    for (int i = 0; i < rgb.length; i++) {
      int sum = 2;
      for (int k = 0; k < 4; k++) {
        int y = Math.min(from.height() - 1, 2 * (i / 3 / width) + k / 2);
        int x = Math.min(from.width() - 1, 2 * (i / 3 % width) + k % 2);
        sum += from.rgb()[3 * (y * from.width() + x) + i % 3] & 255;
      }
      rgb[i] = (byte) (sum / 4);
    }
    return new Picture(height, width, rgb);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource({
    "1200, 901",
    "513, 1",
    "1, 513",
    "256, 256",
    "257, 255",
    "10, 7"
  })
  void levelsAreAveragesOfTwoByTwo(int height, int width) {
    Picture expected = Picture.made(height, width, 1);
    try (RegionImage image = open(write(expected, TileCompression.DEFLATE))) {
      assertThat(image.micronsPerPixel().getAsDouble()).isCloseTo(0.5, within(1e-9));
      for (int level = 0; level < image.levels().size(); level++) {
        Picture.of(image, level).assertNear(expected, 0);
        expected = halved(expected);
      }
      Level last = image.levels().get(image.levels().size() - 1);
      assertThat(Math.max(last.height(), last.width())).isLessThanOrEqualTo(256);
    }
  }

  @Test
  void imagesOnDiskAreWrittenAgain() {
    Picture made = Picture.made(600, 500, 2);
    Path again = folder.resolve("again.tif");
    try (RegionImage image = open(write(made, TileCompression.DEFLATE))) {
      PyramidWriter.write(image, again, PyramidOptions.DEFAULTS);
    }
    try (RegionImage image = open(again)) {
      Picture.of(image, 0).assertNear(made, 0);
      assertThat(image.micronsPerPixel().getAsDouble()).isCloseTo(0.5, within(1e-9));
    }
  }

  @Test
  void greyScenesBecomeGrey() {
    Scene grey =
        new Scene() {
          @Override
          public int channels() {
            return 1;
          }

          @Override
          public int height() {
            return 20;
          }

          @Override
          public int width() {
            return 300;
          }

          @Override
          public void render(
              int row, int column, int height, int width, float[] target, int offset) {
            for (int i = 0; i < height * width; i++) {
              target[offset + i] = (column + i % width) / 300f;
            }
          }

          @Override
          public void renderView(int height, int width, float[] target, int offset) {
            throw new UnsupportedOperationException();
          }
        };
    Path file = folder.resolve("grey.tif");
    PyramidWriter.write(grey, OptionalDouble.empty(), file, PyramidOptions.DEFAULTS);
    try (RegionImage image = open(file)) {
      byte[] pixel = new byte[3];
      image.read(0, 7, 280, 1, 1, pixel);
      int value = Math.round(280 / 300f * 255);
      assertThat(pixel).containsExactly(value, value, value);
      assertThat(image.micronsPerPixel()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void libvipsReadsTheSame(TileCompression compression) throws IOException {
    Picture made = Picture.made(900, 700, 3);
    Path file = write(made, compression);
    try (RegionImage image = open(file)) {
      for (int level = 0; level < image.levels().size(); level++) {
        Programs.vips(folder, "copy", file + "[page=" + level + "]", "level.ppm");
        int most = compression == TileCompression.JPEG ? 2 : 0;
        Picture.of(image, level).assertNear(Picture.read(folder.resolve("level.ppm")), most);
      }
    }
  }

  @Test
  void largeOnesAreBigTiffs() throws IOException {
    Path file = folder.resolve("big.tif");
    try (PyramidFile pyramid = new PyramidFile(file, true)) {
      Picture made = Picture.made(300, 400, 4);
      LevelWriter first =
          new LevelWriter(pyramid, new TileEncoder(PyramidOptions.DEFAULTS), 300, 400);
      first.writeAll(PixelRows.of(scene(made), OptionalDouble.empty()));
      pyramid.finish(
          PyramidWriter.directories(first, OptionalDouble.of(0.3), PyramidOptions.DEFAULTS));
    }
    try (RegionImage image = open(file)) {
      Picture.of(image, 0).assertNear(Picture.made(300, 400, 4), 0);
      assertThat(image.levels()).hasSize(2);
      assertThat(image.micronsPerPixel().getAsDouble()).isCloseTo(0.3, within(1e-5));
    }
    Programs.vips(folder, "copy", "big.tif[page=1]", "level.ppm");
    Picture.read(folder.resolve("level.ppm")).assertNear(halved(Picture.made(300, 400, 4)), 0);
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("none/a.tif");
    assertThatThrownBy(
            () ->
                PyramidWriter.write(
                    scene(Picture.made(9, 9, 1)),
                    OptionalDouble.empty(),
                    file,
                    PyramidOptions.DEFAULTS))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            file
                + ": expected a file that can be written, found no such file; make room or rights there");
  }
}
