package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.source.Scene;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionSceneTest {

  private static final int HEIGHT = 1100;
  private static final int WIDTH = 900;

  @TempDir private Path folder;

  private RegionOptions options() {
    return new RegionOptions(64, OnBadTile.FAIL, folder.resolve("cache"));
  }

  private RegionImage open(Path file) {
    return new RegionImages(options()).open(file);
  }

  private static ColourBitmapScene scene(Picture picture) {
    return new ColourBitmapScene(ColourBitmap.of(picture.rgb(), picture.height(), picture.width()));
  }

  private Path pyramid(OptionalDouble microns) {
    Path file = folder.resolve("a.tif");
    PyramidWriter.write(
        scene(Picture.made(HEIGHT, WIDTH, 1)), microns, file, PyramidOptions.DEFAULTS);
    return file;
  }

  /** A tiled file of level 0 only, as a tile larger than the image makes it. */
  private Path single(Picture picture) {
    Path file = folder.resolve("single.tif");
    PyramidWriter.write(
        scene(picture),
        OptionalDouble.empty(),
        file,
        new PyramidOptions(4096, TileCompression.DEFLATE, 1, 1));
    return file;
  }

  private static float[] render(Scene scene, int row, int column, int height, int width) {
    float[] values = new float[3 * height * width + 5];
    scene.render(row, column, height, width, values, 5);
    return values;
  }

  private static float[] view(Scene scene, int height, int width) {
    float[] values = new float[3 * height * width + 2];
    scene.renderView(height, width, values, 2);
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,1100,900",
    "250,250,20,20",
    "-7,-9,40,50",
    "1090,880,300,300",
    "2000,0,5,5",
    "-9,3,5,5"
  })
  void regionsAreThoseOfABitmap(int row, int column, int height, int width) {
    try (RegionImage image = open(pyramid(OptionalDouble.empty()))) {
      RegionScene scene = RegionScene.of(image, options());
      assertThat(scene.height()).isEqualTo(HEIGHT);
      assertThat(scene.width()).isEqualTo(WIDTH);
      assertThat(render(scene, row, column, height, width))
          .isEqualTo(render(scene(Picture.made(HEIGHT, WIDTH, 1)), row, column, height, width));
    }
  }

  @ParameterizedTest
  @CsvSource({"64,64", "7,311", "1100,900", "300,1"})
  void viewsOfOneLevelAreExact(int height, int width) {
    Picture made = Picture.made(HEIGHT, WIDTH, 2);
    try (RegionImage image = open(single(made))) {
      assertThat(image.levels()).hasSize(1);
      float[] view = view(RegionScene.of(image, options()), height, width);
      assertThat(view).isEqualTo(view(scene(made), height, width));
    }
  }

  @Test
  void viewsOfSeveralTilesOfOneLevelAreExact() throws IOException {
    Picture made = Picture.made(HEIGHT, WIDTH, 2);
    made.write(folder.resolve("a.ppm"));
    Programs.vips(folder, "tiffsave", "a.ppm", "a.tif", "--tile", "--compression", "lzw");
    try (RegionImage image = open(folder.resolve("a.tif"))) {
      assertThat(image.levels()).hasSize(1);
      assertThat(image.levels().get(0).tileWidth()).isEqualTo(128);
      float[] view = view(RegionScene.of(image, options()), 50, 333);
      assertThat(view).isEqualTo(view(scene(made), 50, 333));
    }
  }

  @ParameterizedTest
  @CsvSource({"64,48,2", "128,96,2", "256,192,2", "256,193,1", "512,384,1", "600,200,0"})
  void viewsAreThoseOfTheWhole(int height, int width, int level) {
    Picture made = Picture.made(1024, 768, 3);
    Path file = folder.resolve("even.tif");
    PyramidWriter.write(scene(made), OptionalDouble.empty(), file, PyramidOptions.DEFAULTS);
    try (RegionImage image = open(file)) {
      float[] view = view(RegionScene.of(image, options()), height, width);
      boolean whole = 1024 % height == 0 && 768 % width == 0;
      Picture averaged = whole ? made : Picture.of(image, level);
      float[] expected = view(scene(averaged), height, width);
      assertNear(view, expected, 1.001f / 255); // each level is rounded
    }
  }

  @ParameterizedTest
  @CsvSource({"64,48,3", "275,225,2", "276,225,1", "551,3,0"})
  void viewsReadTheSmallestLevelThatIsAsLarge(int height, int width, int level) {
    try (RegionImage image = open(pyramid(OptionalDouble.empty()))) {
      view(RegionScene.of(image, options()), height, width);
      Level used = image.levels().get(level);
      assertThat(image.decodedTiles()).isEqualTo((long) used.tilesDown() * used.tilesAcross());
    }
  }

  @Test
  void aViewIsKeptOnDisk() throws IOException {
    Path file = pyramid(OptionalDouble.empty());
    float[] first;
    try (RegionImage image = open(file)) {
      first = view(RegionScene.of(image, options()), 64, 48);
    }
    try (RegionImage image = open(file)) {
      assertThat(view(RegionScene.of(image, options()), 64, 48)).isEqualTo(first);
      assertThat(image.decodedTiles()).isZero();
      assertThat(view(RegionScene.of(image, options()), 48, 64)).isNotEqualTo(first);
    }
    for (Path kept : views()) { // A damaged one is made again.
      byte[] bytes = Files.readAllBytes(kept);
      bytes[40] ^= 1;
      Files.write(kept, bytes);
    }
    try (RegionImage image = open(file)) {
      assertThat(view(RegionScene.of(image, options()), 64, 48)).isEqualTo(first);
      assertThat(image.decodedTiles()).isPositive();
    }
  }

  @Test
  void aViewWithSkippedTilesIsNotKept() throws IOException {
    Path file = pyramid(OptionalDouble.empty());
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 100; i < 400; i++) {
      bytes[i] = 1;
    }
    Files.write(file, bytes);
    RegionOptions skip = new RegionOptions(64, OnBadTile.SKIP, folder.resolve("cache"));
    try (RegionImage image = new RegionImages(skip).open(file)) {
      view(RegionScene.of(image, skip), 600, 600);
      assertThat(image.badTiles()).isOne();
    }
    assertThat(views()).isEmpty();
  }

  private List<Path> views() throws IOException {
    if (!Files.exists(folder.resolve("cache"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void coarserScenesAreLevels() {
    try (RegionImage image = open(pyramid(OptionalDouble.empty()))) {
      RegionScene scene = RegionScene.of(image, options());
      assertThat(scene.coarser(1)).isSameAs(scene);
      assertThat(scene.coarser(1.9)).isSameAs(scene);
      RegionScene half = scene.coarser(2);
      assertThat(half.height()).isEqualTo(550);
      assertThat(scene.coarser(3.9).height()).isEqualTo(550);
      assertThat(scene.coarser(100).height()).isEqualTo(137);
      assertThat(half.coarser(1.5)).isSameAs(half);
      assertThat(half.coarser(2).height()).isEqualTo(275);
      byte[] level = Picture.of(image, 1).rgb();
      float[] pixel = render(half, 300, 200, 1, 1);
      assertThat(pixel[5]).isEqualTo((level[3 * (300 * 450 + 200)] & 255) / 255f);
      assertThatThrownBy(() -> scene.coarser(0.5))
          .hasMessage("a coarser scene needs a factor of at least 1, got 0.5");
    }
  }

  @Test
  void aScenesPixelsHaveTheSizeAskedFor() {
    try (RegionImage image = open(pyramid(OptionalDouble.of(0.25)))) {
      RegionScene same = RegionScene.of(image, options(), 0.25);
      assertThat(render(same, 3, 4, 50, 60))
          .isEqualTo(render(RegionScene.of(image, options()), 3, 4, 50, 60));
      RegionScene level = RegionScene.of(image, options(), 0.5);
      assertThat(level.height()).isEqualTo(550);
      assertThat(render(level, 3, 4, 50, 60))
          .isEqualTo(render(RegionScene.of(image, options()).coarser(2), 3, 4, 50, 60));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.375, 0", "0.8, 1", "1.7, 2", "10, 3"})
  void coarserPixelsAreAreaAveragesOfALevel(double microns, int level) {
    try (RegionImage image = open(pyramid(OptionalDouble.of(0.25)))) {
      RegionScene scene = RegionScene.of(image, options(), microns);
      int height = (int) Math.rint(HEIGHT / (microns / 0.25));
      int width = (int) Math.rint(WIDTH / (microns / 0.25));
      assertThat(scene.height()).isEqualTo(height);
      assertThat(scene.width()).isEqualTo(width);
      float[] all = render(scene, 0, 0, height, width);
      float[] view = new float[3 * height * width + 5];
      scene(Picture.of(image, level)).renderView(height, width, view, 5);
      assertNear(all, view, 1e-6f);
      assertCrop(scene, all, height / 3, width / 4, height / 2, width / 2);
    }
  }

  private static void assertNear(float[] values, float[] expected, float most) {
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i] - expected[i]) <= most)) { // NaN too
        assertThat(values[i]).as("value %d", i).isCloseTo(expected[i], within(most));
      }
    }
  }

  private static void assertCrop(
      RegionScene scene, float[] all, int row, int column, int height, int width) {
    float[] part = render(scene, row, column, height, width);
    for (int i = 0; i < 3 * height * width; i++) {
      int y = row + i / width % height;
      int from = (i / width / height * scene.height() + y) * scene.width() + column + i % width;
      assertThat(part[5 + i]).isEqualTo(all[5 + from]);
    }
  }

  @Test
  void finerPixelsLieOnStraightLines() {
    Picture ramp = new Picture(2, 2, new byte[] {0, 0, 0, 100, 100, 100, 0, 0, 0, 100, 100, 100});
    Path file = folder.resolve("ramp.tif");
    PyramidWriter.write(scene(ramp), OptionalDouble.of(1), file, PyramidOptions.DEFAULTS);
    try (RegionImage image = open(file)) {
      RegionScene scene = RegionScene.of(image, options(), 0.5);
      float[] row = render(scene, 1, 0, 1, 4);
      assertThat(new float[] {row[5] * 255, row[6] * 255, row[7] * 255, row[8] * 255})
          .containsExactly(new float[] {0, 25, 75, 100}, within(1e-4f));
    }
  }

  @Test
  void aFileWithoutASizeOfPixelsCannotBeResampled() {
    Path file = pyramid(OptionalDouble.empty());
    try (RegionImage image = open(file)) {
      assertThatThrownBy(() -> RegionScene.of(image, options(), 0.5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              file
                  + ": expected a file that states its micrometres per pixel, found none; write its resolution into it, or read it at its own resolution");
    }
  }
}
