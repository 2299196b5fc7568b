package io.ats.datasets.pyramid;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import io.ats.datasets.pyramid.OpenSlide.Functions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The tiles of a slide that OpenSlide reads. Where nothing was scanned, the slide's background
 * shows, white unless it states another. After an error the library returns nothing more of an open
 * slide, so it is opened again. Damage that the library does not report cannot be told.
 */
final class OpenSlideSource implements TileSource {

  private static final int TILE = 256;
  private static final int LARGEST_TILE = 2048;
  private static final int WHITE = 0xFFFFFF;

  private final Path file;
  private final Functions functions;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final String format;
  private final String hash;
  private final List<Level> levels;
  private final double[] downsamples;
  private final OptionalDouble microns;
  private final int background;
  private Pointer slide;

  /**
   * Opens a slide.
   *
   * @throws IOException if the library does not know it or finds it damaged
   */
  OpenSlideSource(Path file, Functions functions) throws IOException {
    this.file = file;
    this.functions = functions;
    this.slide = open();
    try {
      this.format = "OpenSlide " + property("openslide.vendor");
      this.hash = property("openslide.quickhash-1");
      this.microns =
          Microns.mean(
              Microns.number(property("openslide.mpp-x")),
              Microns.number(property("openslide.mpp-y")));
      this.background = background(property("openslide.background-color"));
      int count = functions.openslide_get_level_count(slide);
      this.downsamples = new double[count];
      List<Level> found = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        downsamples[i] = functions.openslide_get_level_downsample(slide, i);
        found.add(level(i, found));
      }
      this.levels = List.copyOf(found);
    } catch (IOException | RuntimeException e) {
      functions.openslide_close(slide);
      throw e;
    }
  }

  private Pointer open() throws IOException {
    Pointer opened = functions.openslide_open(file.toString());
    if (opened == null) {
      throw new IOException("no slide that OpenSlide knows");
    }
    String error = functions.openslide_get_error(opened);
    if (error != null) {
      functions.openslide_close(opened);
      throw new IOException("an error of OpenSlide (" + error + ")");
    }
    return opened;
  }

  private String property(String name) {
    String value = functions.openslide_get_property_value(slide, name);
    return value == null ? "" : value;
  }

  private static int background(String colour) {
    return colour.matches("[0-9A-Fa-f]{6}") ? Integer.parseInt(colour, 16) : WHITE;
  }

  private Level level(int index, List<Level> before) throws IOException {
    LongByReference width = new LongByReference();
    LongByReference height = new LongByReference();
    functions.openslide_get_level_dimensions(slide, index, width, height);
    if (height.getValue() < 1
        || width.getValue() < 1
        || height.getValue() > Integer.MAX_VALUE
        || width.getValue() > Integer.MAX_VALUE) {
      throw new IOException("a level of " + height.getValue() + "×" + width.getValue() + " pixels");
    }
    int rows = (int) height.getValue();
    int columns = (int) width.getValue();
    return Level.of(
        before.isEmpty() ? rows : before.get(0).height(),
        before.isEmpty() ? columns : before.get(0).width(),
        rows,
        columns,
        tile(index, "height"),
        tile(index, "width"));
  }

  private int tile(int level, String side) {
    double stated = Microns.number(property("openslide.level[" + level + "].tile-" + side));
    return stated >= TILE / 2 && stated <= LARGEST_TILE ? (int) stated : TILE;
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public List<Level> levels() {
    return levels;
  }

  @Override
  public OptionalDouble micronsPerPixel() {
    return microns;
  }

  @Override
  public String fingerprint() {
    return hash;
  }

  /**
   * {@inheritDoc} After an error the library fails for every tile until the slide is opened again:
   * only what fails on a newly opened slide is this tile's error.
   */
  @Override
  public byte[] tile(int level, int row, int column) throws IOException {
    try {
      return read(level, row, column);
    } catch (IOException e) {
      return read(level, row, column);
    }
  }

  private byte[] read(int level, int row, int column) throws IOException {
    int height = levels.get(level).tileHeight();
    int width = levels.get(level).tileWidth();
    int[] pixels = new int[height * width];
    long y = Math.round((long) row * height * downsamples[level]);
    long x = Math.round((long) column * width * downsamples[level]);
    Pointer used;
    String error;
    lock.readLock().lock();
    try {
      used = slide;
      if (used == null) {
        throw new IOException("a slide that is closed");
      }
      functions.openslide_read_region(used, pixels, x, y, level, width, height);
      error = functions.openslide_get_error(used);
    } finally {
      lock.readLock().unlock();
    }
    if (error != null) {
      openAgain(used);
      throw new IOException("an error of OpenSlide (" + error + ")");
    }
    return colours(pixels);
  }

  private void openAgain(Pointer failed) throws IOException {
    lock.writeLock().lock();
    try {
      if (slide == failed) { // No other thread was first.
        slide = null;
        functions.openslide_close(failed);
        slide = open();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Lays pixels, whose colours are multiplied by their opacity, over the background. */
  private byte[] colours(int[] pixels) {
    byte[] rgb = new byte[RegionImage.CHANNELS * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int rest = 255 - (pixels[i] >>> 24);
      for (int channel = 0; channel < RegionImage.CHANNELS; channel++) {
        int shift = 16 - 8 * channel;
        int behind = (rest * (background >> shift & 255) + 127) / 255;
        rgb[RegionImage.CHANNELS * i + channel] =
            (byte) Math.min(255, (pixels[i] >> shift & 255) + behind);
      }
    }
    return rgb;
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (slide != null) {
        functions.openslide_close(slide);
        slide = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
