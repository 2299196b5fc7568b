package io.ats.datasets.pyramid;

import io.ats.datasets.files.ImageDecoder;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.Fingerprint;
import io.ats.datasets.tiff.TiffFile;
import io.ats.datasets.tiff.TiffPage;
import io.ats.datasets.tiff.UnsupportedTiffException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens images on disk; all that one of these opens share a cache of tiles.
 *
 * <p>The content decides how a file is read. Tiled TIFFs and BigTIFFs are read where they are, in
 * the colours that are stored; those of slide scanners that are no plain TIFFs, and other formats
 * of these, by the library OpenSlide where it is installed. Plain files (JPEG, PNG, GIF, BMP, TIFFs
 * of strips) are decoded once to a tiled copy in the cache folder, named by the checksum of their
 * bytes; damage in them is an error always. Opacity is dropped.
 */
public final class RegionImages {

  /** The format of a TIFF that is decoded whole. */
  public static final String STRIPS = "TIFF of strips";

  private static final PyramidOptions COPY = new PyramidOptions(256, TileCompression.DEFLATE, 1, 1);

  private static final String KIND = "plain-1/";

  /** Held while a copy is written, which takes a part of Java's memory. */
  private static final Object COPYING = new Object();

  private final RegionOptions options;
  private final TileCache tiles;
  private final Map<Path, String> checksums = new ConcurrentHashMap<>();

  /** Creates an opener with a cache of tiles of its own. */
  public RegionImages(RegionOptions options) {
    this.options = options;
    this.tiles = new TileCache(options.tileMegabytes());
  }

  /** Takes a file's checksum, which then need not be computed: that is to read the whole file. */
  public void know(Path file, String checksum) {
    checksums.put(file, checksum);
  }

  private String checksum(Path file) {
    return checksums.computeIfAbsent(
        file, any -> Fingerprint.sha256(digest -> Fingerprint.add(digest, file)));
  }

  /** Returns the cache of tiles. */
  public TileCache tiles() {
    return tiles;
  }

  /**
   * Opens an image.
   *
   * @throws UncheckedIOException if the file is missing, of a format that is not read, damaged or
   *     larger than can be, or needs a library that is not installed, or the cache folder cannot be
   *     written, naming it
   */
  public RegionImage open(Path file) {
    try {
      if (isPlain(file)) {
        return openPlain(file);
      }
      return TiffFile.is(start(file)) && SlideKind.of(file).isEmpty()
          ? openTiff(file)
          : openSlide(file, SlideKind.of(file).orElse("a slide"));
    } catch (UnsupportedTiffException e) {
      throw bad(file, "a TIFF of a kind that is read", e, "write it as 8-bit RGB tiles of deflate");
    } catch (OpenSlide.MissingException e) {
      throw missing(file, e);
    } catch (IOException e) {
      throw ImageDecoder.bad(file, e);
    }
  }

  /**
   * Returns whether a file is plain: to be decoded whole, if it can be read at all.
   *
   * @throws IOException if it cannot be opened
   */
  public static boolean isPlain(Path file) throws IOException {
    return !TiffFile.is(start(file)) && SlideKind.of(file).isEmpty() && !isSlide(file);
  }

  /** Returns the error for a slide without the library that reads it. */
  static UncheckedIOException missing(Path file, OpenSlide.MissingException e) {
    return bad(file, "an image that can be read", e, "install Debian's package libopenslide0");
  }

  private static UncheckedIOException bad(
      Path file, String expected, IOException found, String fix) {
    return new UncheckedIOException(
        "%s: expected %s, found %s; %s".formatted(file, expected, InputFile.reason(found), fix),
        found);
  }

  private static boolean isSlide(Path file) {
    return OpenSlide.functions()
        .map(functions -> functions.openslide_detect_vendor(file.toString()))
        .isPresent();
  }

  private RegionImage openSlide(Path file, String kind) throws IOException {
    OpenSlide.Functions functions = OpenSlide.required(OpenSlide.functions(), kind);
    return opened(file, new OpenSlideSource(file, functions), options.onBadTile());
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream in = InputFile.open(file)) {
      return in.readNBytes(12);
    }
  }

  private RegionImage openTiff(Path file) throws IOException {
    TiffFile tiff = TiffFile.open(file);
    try {
      Optional<String> slide = SlideKind.of(tiff);
      if (slide.isPresent()) {
        tiff.close();
        return openSlide(file, slide.get());
      }
      TiffSource source = new TiffSource(tiff, "TIFF");
      if (TiffPage.tiled(tiff.directories().get(0))) {
        return opened(file, source, options.onBadTile());
      }
      try (RegionImage strips = opened(file, source, OnBadTile.FAIL)) {
        return copy(file, STRIPS, PixelRows.of(strips));
      }
    } catch (UnsupportedTiffException e) {
      tiff.close();
      if (isSlide(file)) {
        return openSlide(file, "a slide");
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      tiff.close();
      throw e;
    }
  }

  private RegionImage opened(Path file, TileSource source, OnBadTile onBadTile) {
    return new TiledImage(
        file,
        source,
        tiles,
        onBadTile,
        "replace the file by the original one, or have such tiles skipped (OnBadTile.SKIP)",
        checksums.get(file));
  }

  private RegionImage openPlain(Path file) throws IOException {
    try (ImageDecoder decoder = ImageDecoder.open(file)) {
      return copy(file, decoder.format(), new PlainFile(file, decoder));
    }
  }

  private RegionImage copy(Path file, String format, PixelRows rows) throws IOException {
    CacheFolder folder = new CacheFolder(options.cacheFolder());
    String checksum = checksum(file);
    Path copy =
        folder.get(
            KIND + checksum + ".tif",
            part -> {
              synchronized (COPYING) {
                PyramidWriter.writeTo(rows, part, COPY);
              }
            });
    String fix = "delete the damaged copy " + copy;
    try {
      TileSource source = new TiffSource(TiffFile.open(copy), format);
      return new TiledImage(file, source, tiles, options.onBadTile(), fix, checksum);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: expected a tiled copy, found %s; %s".formatted(copy, InputFile.reason(e), fix), e);
    }
  }
}
