package io.ats.datasets.folder;

import io.ats.core.source.Scene;
import io.ats.datasets.files.ImageDecoder;
import io.ats.datasets.pyramid.OnBadTile;
import io.ats.datasets.pyramid.RegionImages;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The pixels of files. Small plain images and small TIFFs of strips are decoded whole, and those
 * last used are kept in memory; all others are read region by region.
 */
final class FolderImages implements AutoCloseable {

  /** Images without tiles of at most so many pixels are decoded whole. */
  private static final long SMALL = 1 << 22;

  /** What their formats are called. */
  private static final Set<String> PLAIN = Set.of("PNG", "JPEG", "GIF", "BMP");

  private static final long MEGABYTE = 1_000_000;

  private final double microns;
  private final Bitmaps bitmaps;
  private final RegionFiles regions;

  /**
   * Creates readers.
   *
   * @param cacheFolder where copies and views are kept
   */
  FolderImages(ImageFolderOptions options, Path cacheFolder) {
    long memory =
        Math.min(options.cache() * MEGABYTE, Runtime.getRuntime().maxMemory() / 2) / MEGABYTE;
    int ofTiles = (int) Math.max(1, memory / 4); // the rest for whole images
    OnBadTile onBadTile = options.onError() == OnError.SKIP ? OnBadTile.SKIP : OnBadTile.FAIL;
    microns = options.micronsPerPixel();
    bitmaps = new Bitmaps(this::decode, (memory - ofTiles) * MEGABYTE);
    regions = new RegionFiles(new RegionOptions(ofTiles, onBadTile, cacheFolder), microns);
  }

  /**
   * Reads a file once: a plain image is decoded, of a tiled one the header is read.
   *
   * @throws UncheckedIOException if it cannot be
   */
  FileFacts facts(Path file) throws IOException {
    long bytes = Files.size(file);
    if (RegionImages.isPlain(file)) {
      try (ImageDecoder decoder = ImageDecoder.open(file)) {
        int height = decoder.height();
        int width = decoder.width();
        String format = decoder.format();
        if ((long) height * width <= SMALL && PLAIN.contains(format)) {
          bitmaps.keep(file, decode(file, decoder));
          String sum = Fingerprint.sha256(digest -> Fingerprint.add(digest, file));
          return new FileFacts(height, width, bytes, sum, 0, format, "");
        }
      }
    }
    return regions.facts(file, bytes);
  }

  /**
   * Reads every tile of a file that {@link #facts} does not decode.
   *
   * @throws UncheckedIOException if one cannot be decoded
   */
  void readTiles(Path file, FileFacts facts) {
    if (!PLAIN.contains(facts.format()) && !isStrips(facts)) {
      regions.readTiles(file);
    }
  }

  /**
   * Returns a file's image.
   *
   * @param facts what is known of it
   * @throws UncheckedIOException if it cannot be read, or has other sides by now
   */
  Scene scene(Path file, FileFacts facts) {
    Scene byRegion = regions.scene(file, facts);
    boolean tiles = !PLAIN.contains(facts.format()) && !isStrips(facts);
    if (microns > 0 || facts.pixels() > SMALL || tiles) {
      return byRegion;
    }
    Scene scene = bitmaps.get(file);
    if (scene.height() != facts.height() || scene.width() != facts.width()) {
      throw RegionFiles.changed(file);
    }
    return scene;
  }

  /** Returns how many tiles at least of a file are white because they could not be read. */
  Map<Path, Long> whiteTiles() {
    return regions.whiteTiles();
  }

  private static boolean isStrips(FileFacts facts) {
    return facts.format().equals(RegionImages.STRIPS);
  }

  private ColourBitmap decode(Path file) {
    try {
      if (!RegionImages.isPlain(file)) {
        return regions.bitmap(file);
      }
      try (ImageDecoder decoder = ImageDecoder.open(file)) {
        return decode(file, decoder);
      }
    } catch (IOException e) {
      throw ImageDecoder.bad(file, e);
    }
  }

  private static ColourBitmap decode(Path file, ImageDecoder decoder) {
    int height = decoder.height();
    int width = decoder.width();
    try {
      return ColourBitmap.of(decoder.read(0, 0, height, width), height, width);
    } catch (IOException e) {
      throw ImageDecoder.bad(file, e);
    }
  }

  /** Closes the files. */
  @Override
  public void close() {
    regions.close();
  }
}
