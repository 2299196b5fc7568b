package io.ats.datasets.files;

import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image read from a file.
 *
 * @param bitmap its pixels, resized
 * @param height in the file, pixels
 * @param width in the file, pixels
 */
public record ImageFile(ColourBitmap bitmap, int height, int width) {

  /** A file may have this many pixels, or {@link #LARGER} times those of the bitmap. */
  private static final long PIXELS = 1 << 24;

  private static final long LARGER = 4;

  /** Largest number of bytes of a file. */
  private static final int BYTES = 1 << 30;

  /**
   * The sides of an image, read from a file's header.
   *
   * @param height in pixels
   * @param width in pixels
   */
  record Size(int height, int width) {}

  private interface Use<T> {
    T of(ImageReader reader) throws IOException;
  }

  /**
   * Reads a whole file (JPEG and PNG cannot be decoded in parts) and resizes it by area averaging,
   * not keeping the aspect ratio.
   *
   * @param height of the bitmap, pixels
   * @param width of the bitmap, pixels
   * @throws UncheckedIOException if the file is missing, of no known format, damaged or followed by
   *     another image, naming it, or has many more pixels than the bitmap, which its header tells
   *     before it is decoded
   */
  public static ImageFile read(Path file, int height, int width) {
    try {
      byte[] bytes = whole(file);
      BufferedImage image =
          use(
              file,
              new ByteArrayInputStream(bytes),
              reader -> {
                size(file, reader, height, width);
                return decode(reader);
              });
      ColourBitmap bitmap = ColourBitmap.of(image);
      return new ImageFile(resized(bitmap, height, width), image.getHeight(), image.getWidth());
    } catch (IOException e) {
      throw bad(file, e);
    }
  }

  /**
   * Feeds a file's bytes to a digest.
   *
   * @throws UncheckedIOException if it is missing, or a JPEG or PNG without its end
   */
  static void add(MessageDigest digest, Path file) {
    try {
      digest.update(whole(file));
    } catch (IOException e) {
      throw bad(file, e);
    }
  }

  private static byte[] whole(Path file) throws IOException {
    byte[] bytes = InputFile.bytes(file, BYTES);
    Png.check(bytes);
    Jpeg.check(bytes);
    return bytes;
  }

  /**
   * Reads a file's header.
   *
   * @param height of the bitmap that the image is to be resized to, pixels
   * @param width of that bitmap, pixels
   * @throws UncheckedIOException as {@link #read} does, if the header tells
   */
  static Size size(Path file, int height, int width) {
    try (InputStream in = InputFile.open(file)) {
      return use(file, in, reader -> size(file, reader, height, width));
    } catch (IOException e) {
      throw bad(file, e);
    }
  }

  private static <T> T use(Path file, InputStream in, Use<T> use) throws IOException {
    try (ImageInputStream data = new MemoryCacheImageInputStream(in)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(data);
      if (!readers.hasNext()) {
        throw new IOException(data.read() < 0 ? "an empty file" : "another format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(data, true, true);
        return use.of(reader);
      } finally {
        reader.dispose();
      }
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) { // Decoders throw these too for damaged files.
      throw bad(file, new IOException("damaged data (" + InputFile.reason(e) + ")", e));
    }
  }

  private static Size size(Path file, ImageReader reader, int height, int width)
      throws IOException {
    Size size = new Size(reader.getHeight(0), reader.getWidth(0));
    long most = Math.max(PIXELS, LARGER * height * width);
    if ((long) size.height * size.width > most) {
      String message =
          "%s: expected at most %d pixels for images of height %d and width %d, found height %d and width %d; scale the file down, or raise height and width"
              .formatted(file, most, height, width, size.height, size.width);
      throw new UncheckedIOException(message, new IOException(message));
    }
    return size;
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    for (String warning : warnings) {
      // The JPEG decoder only warns when it fills the rest of a damaged image with grey.
      if (warning.matches("(?i).*(truncated|premature|corrupt).*")) {
        throw new IOException("damaged data (" + warning + ")");
      }
    }
    return image;
  }

  static UncheckedIOException bad(Path file, IOException cause) {
    return new UncheckedIOException(
        file
            + ": expected a whole JPEG, PNG, GIF, BMP or TIFF image, found "
            + InputFile.reason(cause)
            + "; replace it by the original file",
        cause);
  }

  private static ColourBitmap resized(ColourBitmap bitmap, int height, int width) {
    if (bitmap.height() == height && bitmap.width() == width) {
      return bitmap;
    }
    float[] values = new float[ColourBitmap.CHANNELS * height * width];
    new ColourBitmapScene(bitmap).renderView(height, width, values, 0);
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) Math.round(values[i] * 255);
    }
    return new ColourBitmap(pixels, height, width);
  }
}
