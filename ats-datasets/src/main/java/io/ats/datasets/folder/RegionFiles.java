package io.ats.datasets.folder;

import io.ats.core.source.Scene;
import io.ats.datasets.files.ImageDecoder;
import io.ats.datasets.pyramid.Level;
import io.ats.datasets.pyramid.RegionImage;
import io.ats.datasets.pyramid.RegionImages;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.pyramid.RegionScene;
import io.ats.datasets.scene.ColourBitmap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Files that are read region by region, opened when they are read. */
final class RegionFiles implements AutoCloseable {

  private static final int MOST_OPEN = 64;

  private final RegionOptions options;
  private final double microns;
  private final RegionImages images;
  private final OpenImages regions;
  private final Map<Path, Long> whiteTiles = new ConcurrentHashMap<>();

  /**
   * Creates readers.
   *
   * @param microns side of a pixel in micrometres; 0: the file's own
   */
  RegionFiles(RegionOptions options, double microns) {
    this.options = options;
    this.microns = microns;
    images = new RegionImages(options);
    regions = new OpenImages(images::open, MOST_OPEN);
  }

  /**
   * Reads a file's header; a plain file is copied.
   *
   * @param bytes of the file
   */
  FileFacts facts(Path file, long bytes) {
    return regions.use(
        file,
        image ->
            new FileFacts(
                image.levels().get(0).height(),
                image.levels().get(0).width(),
                bytes,
                image.checksum(),
                image.micronsPerPixel().orElse(0),
                image.format(),
                ""));
  }

  /**
   * Reads every tile of a file.
   *
   * @throws UncheckedIOException if one cannot be decoded
   */
  void readTiles(Path file) {
    regions.use(
        file,
        image -> {
          for (int i = 0; i < image.levels().size(); i++) {
            readTiles(image, i);
          }
          return null;
        });
  }

  private static void readTiles(RegionImage image, int index) {
    Level level = image.levels().get(index);
    byte[] pixels = new byte[RegionImage.CHANNELS * level.tileHeight() * level.tileWidth()];
    for (int top = 0; top < level.height(); top += level.tileHeight()) {
      int height = Math.min(level.tileHeight(), level.height() - top);
      for (int left = 0; left < level.width(); left += level.tileWidth()) {
        int width = Math.min(level.tileWidth(), level.width() - left);
        image.read(index, top, left, height, width, pixels);
      }
    }
  }

  /** Returns all pixels of a file's full resolution. */
  ColourBitmap bitmap(Path file) {
    return regions.use(
        file,
        image -> {
          Level level = image.levels().get(0);
          byte[] rgb = new byte[RegionImage.CHANNELS * level.height() * level.width()];
          image.read(0, 0, 0, level.height(), level.width(), rgb);
          return ColourBitmap.of(rgb, level.height(), level.width());
        });
  }

  /** Returns a file's image. */
  Scene scene(Path file, FileFacts facts) {
    images.know(file, facts.sha256());
    int[] sides = facts.sides(microns);
    return new FileScene(file, 1, sides[0], sides[1]);
  }

  /** Returns how many tiles at least of a file are white because they could not be read. */
  Map<Path, Long> whiteTiles() {
    return Map.copyOf(whiteTiles);
  }

  /** Returns the error for a file that was another one before. */
  static UncheckedIOException changed(Path file) {
    return ImageDecoder.bad(
        file, new IOException("one of other sides, changed since it was first read"));
  }

  @Override
  public void close() {
    regions.close();
  }

  /** An image that is opened when it is read. */
  private final class FileScene implements Scene {
    private final Path file;
    private final double factor;
    private final int height;
    private final int width;

    /** Takes the size of the image at the level that a factor chooses. */
    FileScene(Path file, double factor, int height, int width) {
      this.file = file;
      this.factor = factor;
      this.height = height;
      this.width = width;
    }

    private void use(Consumer<RegionScene> use) {
      regions.use(
          file,
          image -> {
            RegionScene scene = of(image);
            if (scene.height() != height || scene.width() != width) {
              throw changed(file);
            }
            use.accept(scene);
            if (image.badTiles() > 0) {
              whiteTiles.merge(file, image.badTiles(), Math::max);
            }
            return null;
          });
    }

    private RegionScene of(RegionImage image) {
      RegionScene full =
          microns == 0 ? RegionScene.of(image, options) : RegionScene.of(image, options, microns);
      return factor == 1 ? full : full.coarser(factor);
    }

    @Override
    public int channels() {
      return RegionImage.CHANNELS;
    }

    @Override
    public int height() {
      return height;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public Scene coarser(double more) {
      double all = factor * more;
      return regions.use(
          file,
          image -> {
            RegionScene level = new FileScene(file, all, 0, 0).of(image);
            return level.height() == height && level.width() == width
                ? this
                : new FileScene(file, all, level.height(), level.width());
          });
    }

    @Override
    public void render(int row, int column, int height, int width, float[] target, int offset) {
      use(scene -> scene.render(row, column, height, width, target, offset));
    }

    @Override
    public void renderView(int height, int width, float[] target, int offset) {
      use(scene -> scene.renderView(height, width, target, offset));
    }
  }
}
