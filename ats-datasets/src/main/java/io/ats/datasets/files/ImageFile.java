package io.ats.datasets.files;

import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.ColourBitmap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
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
  private static final long PIXELS = 1 << 25;

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

  /**
   * Reads a whole file (JPEG and PNG cannot be decoded in parts) and resizes it, not keeping the
   * aspect ratio.
   *
   * @param resizing how
   * @param height of the bitmap, pixels
   * @param width of the bitmap, pixels
   * @throws UncheckedIOException if the file is missing, of no known format, damaged or followed by
   *     another image, naming it, or has many more pixels than the bitmap, which its header tells
   *     before it is decoded
   */
  public static ImageFile read(Path file, Resizing resizing, int height, int width) {
    try {
      byte[] bytes = whole(file);
      try (ImageDecoder decoder =
          ImageDecoder.open(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)))) {
        Size size = size(file, decoder, height, width);
        byte[] pixels = decoder.read(0, 0, size.height, size.width);
        return new ImageFile(
            resizing.apply(ColourBitmap.of(pixels, size.height, size.width), height, width),
            size.height,
            size.width);
      }
    } catch (IOException e) {
      throw ImageDecoder.bad(file, e);
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
      throw ImageDecoder.bad(file, e);
    }
  }

  private static byte[] whole(Path file) throws IOException {
    byte[] bytes = InputFile.bytes(file, BYTES);
    Png.check(ByteBuffer.wrap(bytes));
    Jpeg.check(ByteBuffer.wrap(bytes));
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
    try (InputStream in = InputFile.open(file);
        ImageDecoder decoder = ImageDecoder.open(new MemoryCacheImageInputStream(in))) {
      return size(file, decoder, height, width);
    } catch (IOException e) {
      throw ImageDecoder.bad(file, e);
    }
  }

  private static Size size(Path file, ImageDecoder decoder, int height, int width) {
    Size size = new Size(decoder.height(), decoder.width());
    long most = Math.max(PIXELS, LARGER * height * width);
    if ((long) size.height * size.width > most) {
      String message =
          "%s: expected at most %d pixels for images of height %d and width %d, found height %d and width %d; scale the file down, or raise height and width"
              .formatted(file, most, height, width, size.height, size.width);
      throw InputFile.bad(message);
    }
    return size;
  }
}
