package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Regions, threads, memory and damage, on files of our own writer. */
class TiledImageTest {

  @TempDir private Path folder;

  private RegionImage open(Path file, OnBadTile onBadTile) {
    return new RegionImages(new RegionOptions(64, onBadTile, folder.resolve("cache"))).open(file);
  }

  private Path write(int height, int width, TileCompression compression) {
    Picture made = Picture.made(height, width, 1);
    Path file = folder.resolve("a.tif");
    PyramidWriter.write(
        new ColourBitmapScene(ColourBitmap.of(made.rgb(), height, width)),
        OptionalDouble.empty(),
        file,
        PyramidOptions.DEFAULTS.with(compression));
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void aRegionIsACropOfTheWhole(TileCompression compression) {
    try (RegionImage image = open(write(900, 700, compression), OnBadTile.FAIL)) {
      Random random = new Random(1);
      for (int level = 0; level < image.levels().size(); level++) {
        Picture whole = Picture.of(image, level);
        for (int i = 0; i < 30; i++) {
          int height = 1 + random.nextInt(whole.height());
          int width = 1 + random.nextInt(whole.width());
          int row = random.nextInt(whole.height() - height + 1);
          int column = random.nextInt(whole.width() - width + 1);
          byte[] part = new byte[3 * height * width];
          image.read(level, row, column, height, width, part);
          assertThat(part).isEqualTo(whole.crop(row, column, height, width).rgb());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sixteenThreadsReadTheSame(TileCompression compression) throws Exception {
    Path file = write(1500, 1300, compression);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try (RegionImage alone = open(file, OnBadTile.FAIL);
        RegionImage shared = open(file, OnBadTile.FAIL)) {
      int[] once = IntStream.range(0, 200).map(i -> hash(alone, i)).toArray();
      Future<?>[] all = new Future<?>[16];
      for (int t = 0; t < all.length; t++) {
        int start = 13 * t;
        all[t] =
            threads.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    int k = (i + start) % 200;
                    assertThat(hash(shared, k)).isEqualTo(once[k]);
                  }
                });
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(shared.decodedTiles()).isEqualTo(alone.decodedTiles()); // each tile once
    } finally {
      threads.shutdownNow();
    }
  }

  private static int hash(RegionImage image, int index) {
    Random random = new Random(index);
    byte[] part = new byte[3 * 100 * 120];
    image.read(0, random.nextInt(1400), random.nextInt(1180), 100, 120, part);
    return Arrays.hashCode(part);
  }

  @Test
  void onlyTheTilesOfARegionAreDecoded() {
    Path file = folder.resolve("large.tif");
    PyramidWriter.write(
        new Plain(8192, 8192),
        OptionalDouble.empty(),
        file,
        new PyramidOptions(256, TileCompression.DEFLATE, 1, 1));
    try (RegionImage image = open(file, OnBadTile.FAIL)) {
      assertThat(image.levels()).hasSize(6);
      image.read(0, 4000, 4000, 128, 128, new byte[3 * 128 * 128]);
      assertThat(image.decodedTiles()).isEqualTo(4);
      image.read(0, 4100, 4100, 128, 128, new byte[3 * 128 * 128]);
      assertThat(image.decodedTiles()).isEqualTo(4);
    }
  }

  /** A scene that costs nothing. */
  private record Plain(int height, int width) implements io.ats.core.source.Scene {
    @Override
    public int channels() {
      return 3;
    }

    @Override
    public void render(int row, int column, int height, int width, float[] target, int offset) {
      Arrays.fill(target, offset, offset + 3 * height * width, 0.5f);
    }

    @Override
    public void renderView(int height, int width, float[] target, int offset) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void tilesStayWithinTheBound() {
    Path file = write(1500, 1300, TileCompression.DEFLATE);
    RegionImages images = new RegionImages(new RegionOptions(1, OnBadTile.FAIL, folder));
    try (RegionImage image = images.open(file)) {
      Picture.of(image, 0).assertNear(Picture.made(1500, 1300, 1), 0);
      assertThat(images.tiles().bytes()).isBetween(500_000L, 1_000_000L);
      long before = image.decodedTiles();
      image.read(0, 1499, 1299, 1, 1, new byte[3]); // the last one read
      assertThat(image.decodedTiles()).isEqualTo(before);
      image.read(0, 0, 0, 1, 1, new byte[3]); // the first one read
      assertThat(image.decodedTiles()).isEqualTo(before + 1);
    }
    assertThat(images.tiles().bytes()).isZero();
    RegionImages none = new RegionImages(new RegionOptions(0, OnBadTile.FAIL, folder));
    try (RegionImage image = none.open(file)) {
      Picture.of(image, 0).assertNear(Picture.made(1500, 1300, 1), 0);
      assertThat(none.tiles().bytes()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void damagedTilesAreNamedOrSkipped(TileCompression compression) throws IOException {
    Path file = write(600, 500, compression);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4000, 6000, (byte) 0); // in the first tile
    Files.write(file, bytes);
    try (RegionImage image = open(file, OnBadTile.FAIL)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> Picture.of(image, 0))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageStartingWith(
                file
                    + ": expected a whole tile at level 0, tile row 0, tile column 0 (rows from 0, columns from 0), found ")
            .hasMessageEndingWith(
                "; replace the file by the original one, or have such tiles skipped (OnBadTile.SKIP)");
      }
      assertThat(image.badTiles()).isZero();
      image.read(0, 300, 0, 20, 20, new byte[1200]);
    }
    try (RegionImage image = open(file, OnBadTile.SKIP)) {
      Picture read = Picture.of(image, 0);
      Picture.of(image, 0);
      assertThat(image.badTiles()).isOne();
      byte[] white = new byte[3 * 256 * 256];
      Arrays.fill(white, (byte) 255);
      assertThat(read.crop(0, 0, 256, 256).rgb()).isEqualTo(white);
      int most = compression == TileCompression.JPEG ? 60 : 0;
      read.crop(0, 256, 600, 244)
          .assertNear(Picture.made(600, 500, 1).crop(0, 256, 600, 244), most);
    }
  }

  @Test
  void regionsLieWithinALevel() {
    Path file = write(60, 50, TileCompression.DEFLATE);
    RegionImage image = open(file, OnBadTile.FAIL);
    for (int[] region : new int[][] {{-1, 0, 5, 5}, {56, 0, 5, 5}, {0, 46, 5, 5}, {0, 0, 0, 5}}) {
      assertThatThrownBy(
              () -> image.read(0, region[0], region[1], region[2], region[3], new byte[75]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("level 0 of 60×50");
    }
    assertThatThrownBy(() -> image.read(0, 0, 0, 6, 5, new byte[75]))
        .hasMessageContaining("75 bytes");
    assertThatThrownBy(() -> image.read(1, 0, 0, 5, 5, new byte[75]))
        .hasMessage(file + " has the levels 0 to 0, got 1");
    image.close();
    assertThatThrownBy(() -> image.read(0, 0, 0, 5, 5, new byte[75]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(file + " is closed: read its regions before");
  }
}
