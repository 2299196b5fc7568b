package io.ats.datasets.pyramid;

import io.ats.core.source.Scene;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An image on disk as a scene, at full resolution or at a given size of a pixel. Only the tiles
 * that a region touches are decoded; the view is made once of the smallest level that is at least
 * as large, and kept on disk.
 */
public final class RegionScene implements Scene {

  /** By how much a level may be coarser than asked, for sides that were rounded. */
  private static final double ROUNDING = 1.01;

  private final RegionImage image;
  private final ViewFolder views;
  private final LevelScene pixels;

  private RegionScene(RegionImage image, ViewFolder views, LevelScene pixels) {
    this.image = image;
    this.views = views;
    this.pixels = pixels;
  }

  /**
   * Returns a scene of an image's full resolution.
   *
   * @param image not closed by the scene
   * @param options say where views are kept
   */
  public static RegionScene of(RegionImage image, RegionOptions options) {
    return of(image, new ViewFolder(new CacheFolder(options.cacheFolder())), 0);
  }

  /**
   * Returns a scene whose pixels have a given size: area averages of the best level, or straight
   * lines between the pixels of level 0 if that is coarser.
   *
   * @param image not closed by the scene
   * @param options say where views are kept
   * @param micronsPerPixel the side of a pixel in micrometres
   * @throws IllegalArgumentException if it is not positive, or the image does not state the size of
   *     its pixels
   */
  public static RegionScene of(RegionImage image, RegionOptions options, double micronsPerPixel) {
    OptionalDouble own = image.micronsPerPixel();
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: expected a file that states its micrometres per pixel, found none; write its resolution into it, or read it at its own resolution"
              .formatted(image.file()));
    }
    if (!(micronsPerPixel > 0 && micronsPerPixel < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "micrometres per pixel must be positive, got " + micronsPerPixel);
    }
    double scale = micronsPerPixel / own.getAsDouble();
    int level = coarsest(image.levels(), scale);
    Level full = image.levels().get(0);
    LevelScene pixels =
        new LevelScene(image, level, scaled(full.height(), scale), scaled(full.width(), scale));
    return new RegionScene(image, new ViewFolder(new CacheFolder(options.cacheFolder())), pixels);
  }

  private static RegionScene of(RegionImage image, ViewFolder views, int level) {
    Level size = image.levels().get(level);
    return new RegionScene(image, views, new LevelScene(image, level, size.height(), size.width()));
  }

  private static int scaled(int side, double scale) {
    double scaled = Math.rint(side / scale);
    if (scaled > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a side of " + scaled + " pixels is too long");
    }
    return Math.max(1, (int) scaled);
  }

  /** Returns the coarsest level of at most a downsample, else level 0. */
  private static int coarsest(List<Level> levels, double downsample) {
    int best = 0;
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i).downsample() <= downsample * ROUNDING) {
        best = i;
      }
    }
    return best;
  }

  /** Returns the image. */
  public RegionImage image() {
    return image;
  }

  /**
   * Returns the image at its coarsest level of which a pixel is at most {@code factor} times as
   * high and wide as one of this scene; this scene if no other level is.
   *
   * @throws IllegalArgumentException if {@code factor} is below 1
   */
  @Override
  public RegionScene coarser(double factor) {
    if (!(factor >= 1)) {
      throw new IllegalArgumentException(
          "a coarser scene needs a factor of at least 1, got " + factor);
    }
    double own = (double) image.levels().get(0).height() / height();
    int level = coarsest(image.levels(), factor * own);
    return image.levels().get(level).downsample() > own * ROUNDING ? of(image, views, level) : this;
  }

  @Override
  public int channels() {
    return RegionImage.CHANNELS;
  }

  @Override
  public int height() {
    return pixels.height();
  }

  @Override
  public int width() {
    return pixels.width();
  }

  @Override
  public void render(int row, int column, int height, int width, float[] target, int offset) {
    int top = Math.max(row, 0);
    int left = Math.max(column, 0);
    int bottom = (int) Math.min((long) row + height, height());
    int right = (int) Math.min((long) column + width, width());
    if (top < bottom && left < right) {
      int to = offset + (top - row) * width + left - column;
      pixels.render(top, left, bottom - top, right - left, target, to, height * width, width);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.io.UncheckedIOException if a tile cannot be decoded or the folder of views not be
   *     written
   */
  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    views.read(image, height, width, target, offset);
  }
}
