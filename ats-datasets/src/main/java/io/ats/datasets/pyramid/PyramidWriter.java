package io.ats.datasets.pyramid;

import io.ats.core.source.Scene;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.pyramid.PyramidFile.Fields;
import io.ats.datasets.scene.HeapMemory;
import io.ats.datasets.tiff.TiffTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * Writes tiled TIFFs of several levels, each the average of 2×2 pixels of the one before, down to a
 * single tile of the size asked for; a last row or column that has no neighbour is left out. Levels
 * that are smaller than a tile have smaller ones. Reads the image once from top to bottom and holds
 * a row of tiles of each level. Files that may exceed 4 GB are BigTIFFs.
 */
public final class PyramidWriter {

  private static final double CENTIMETRE = 10_000; // micrometres
  private static final int CENTIMETRES = 3;
  private static final int DEFLATE = 8;
  private static final int JPEG = 7;
  private static final int RGB = 2;
  private static final int YCC = 6;
  private static final int DENOMINATOR = 10_000;

  /** All levels together, and what compression adds to noise, over level 0. */
  private static final double ALL_LEVELS = 1.4;

  private static final double LARGEST_PLAIN = 0xFFFFFFFFL - (1 << 24);

  private PyramidWriter() {}

  /**
   * Writes a scene of one channel, grey, or three.
   *
   * @param micronsPerPixel the size of its pixels in micrometres, if it is known
   * @param file is written under another name first
   * @throws UncheckedIOException if it cannot be written, naming it
   * @throws io.ats.core.options.OptionException if a row of tiles does not fit in memory
   */
  public static void write(
      Scene scene, OptionalDouble micronsPerPixel, Path file, PyramidOptions options) {
    write(PixelRows.of(scene, micronsPerPixel), file, options);
  }

  /**
   * Writes level 0 of an image on disk, and new levels.
   *
   * @param file is written under another name first
   * @throws UncheckedIOException if it cannot be written or the image not be read, naming it
   * @throws io.ats.core.options.OptionException if a row of tiles does not fit in memory
   */
  public static void write(RegionImage image, Path file, PyramidOptions options) {
    write(PixelRows.of(image), file, options);
  }

  private static void write(PixelRows rows, Path file, PyramidOptions options) {
    Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.createFile(part);
      try {
        writeTo(rows, part, options);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: expected a file that can be written, found %s; make room or rights there"
              .formatted(file, InputFile.reason(e)),
          e);
    }
  }

  /** Writes a file under its own name. */
  static void writeTo(PixelRows rows, Path file, PyramidOptions options) throws IOException {
    HeapMemory.require(
        "a row of tiles of an image of width " + rows.width(),
        4.0 * RegionImage.CHANNELS * options.tileSize() * rows.width(),
        "cut the image into narrower ones");
    double most = ALL_LEVELS * RegionImage.CHANNELS * rows.width() * rows.height();
    try (PyramidFile pyramid = new PyramidFile(file, most > LARGEST_PLAIN)) {
      LevelWriter first =
          new LevelWriter(pyramid, new TileEncoder(options), rows.height(), rows.width());
      first.writeAll(rows);
      pyramid.finish(directories(first, rows.micronsPerPixel(), options));
    }
  }

  /** Returns the fields of all levels. */
  static List<Fields> directories(
      LevelWriter first, OptionalDouble micronsPerPixel, PyramidOptions options) {
    List<Fields> directories = new ArrayList<>();
    for (LevelWriter level = first; level != null; level = level.next) {
      Fields fields = fields(level, options, level == first);
      if (micronsPerPixel.isPresent()) {
        double microns = micronsPerPixel.getAsDouble();
        resolution(fields, TiffTag.X_RESOLUTION, microns * first.width / level.width);
        resolution(fields, TiffTag.Y_RESOLUTION, microns * first.height / level.height);
        fields.shorts(TiffTag.RESOLUTION_UNIT, CENTIMETRES);
      }
      directories.add(fields);
    }
    return directories;
  }

  private static Fields fields(LevelWriter level, PyramidOptions options, boolean first) {
    boolean jpeg = options.compression() == TileCompression.JPEG;
    Fields fields =
        new Fields()
            .longs(TiffTag.SUBFILE_TYPE, first ? 0 : 1)
            .longs(TiffTag.WIDTH, level.width)
            .longs(TiffTag.HEIGHT, level.height)
            .shorts(TiffTag.BITS, 8, 8, 8)
            .shorts(TiffTag.COMPRESSION, jpeg ? JPEG : DEFLATE)
            .shorts(TiffTag.PHOTOMETRIC, jpeg ? YCC : RGB)
            .shorts(TiffTag.SAMPLES, RegionImage.CHANNELS)
            .shorts(TiffTag.PLANES, 1)
            .longs(TiffTag.TILE_WIDTH, level.tileWidth)
            .longs(TiffTag.TILE_HEIGHT, level.tileHeight)
            .offsets(TiffTag.TILE_OFFSETS, level.offsets)
            .longs(TiffTag.TILE_BYTES, level.counts);
    return jpeg ? fields.shorts(TiffTag.SUBSAMPLING, 2, 2) : fields.shorts(TiffTag.PREDICTOR, 2);
  }

  private static void resolution(Fields fields, int tag, double microns) {
    fields.fraction(tag, Math.round(CENTIMETRE / microns * DENOMINATOR), DENOMINATOR);
  }
}
