package io.ats.datasets.files;

import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.ColourBitmap;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes JPEG, PNG, GIF, BMP and TIFF to red, green and blue of 8 bits. JPEGs are turned upright
 * as their Exif data ask, and their inks become light without a colour profile; opacity is dropped,
 * so that transparent pixels show the colour that is stored.
 */
public final class ImageDecoder implements Closeable {

  private static final int CHANNELS = ColourBitmap.CHANNELS;
  private static final int INKS = 4;

  /** Most pixels of a file that is opened by its path. */
  private static final long PIXELS = 1L << 31;

  /** Most pixels that a byte can stand for: in a PNG, 8 a byte before deflate's ratio of 1032. */
  private static final long PIXELS_PER_BYTE = 8 * 1032;

  /** Files of up to so many bytes are read, not mapped: there may be thousands. */
  private static final int SMALL = 1 << 24;

  private final ImageInputStream data;
  private final ImageReader reader;
  private final JpegHeader jpeg;
  private final Orientation orientation;
  private final int height;
  private final int width;

  private ImageDecoder(ImageInputStream data, ImageReader reader) throws IOException {
    this.data = data;
    this.reader = reader;
    this.jpeg = reader.getFormatName().equalsIgnoreCase("jpeg") ? JpegHeader.read(data) : null;
    this.orientation = Orientation.of(jpeg == null ? 1 : jpeg.orientation());
    data.seek(0);
    reader.setInput(data, false, true);
    this.height = orientation.transposed() ? reader.getWidth(0) : reader.getHeight(0);
    this.width = orientation.transposed() ? reader.getHeight(0) : reader.getWidth(0);
  }

  /**
   * Reads the header of an image, whose format its content tells.
   *
   * @param data from its start on; closed with the decoder
   * @throws IOException if it is of no known format or damaged
   */
  public static ImageDecoder open(ImageInputStream data) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(data);
    if (!readers.hasNext()) {
      throw new IOException(
          data.read() < 0 ? "an empty file" : "another format; convert it to PNG, JPEG or TIFF");
    }
    ImageReader reader = readers.next();
    try {
      return new ImageDecoder(data, reader);
    } catch (IOException | RuntimeException e) {
      reader.dispose();
      throw damaged(e);
    }
  }

  /**
   * Opens a file: checks that a JPEG or PNG is whole, and reads the header.
   *
   * @throws UncheckedIOException if the file is missing, of no known format, damaged, followed by
   *     another image, or has more than 2³¹ pixels or more than its bytes can hold, naming it
   */
  public static ImageDecoder open(Path file) {
    try {
      check(file);
      ImageInputStream data = new FileImageInputStream(file.toFile());
      try {
        ImageDecoder decoder = open(data);
        if ((long) decoder.height * decoder.width <= PIXELS) {
          decoder.requirePossible(data.length());
          return decoder;
        }
        String message =
            "%s: expected at most %d pixels, found height %d and width %d; write it as a tiled TIFF"
                .formatted(file, PIXELS, decoder.height, decoder.width);
        throw InputFile.bad(message);
      } catch (IOException | RuntimeException e) {
        data.close();
        throw e;
      }
    } catch (IOException e) {
      throw bad(file, e);
    }
  }

  private static void check(Path file) throws IOException {
    InputFile.open(file).close(); // refuses folders and devices
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IOException("more than " + Integer.MAX_VALUE + " bytes");
      }
      ByteBuffer bytes =
          channel.size() <= SMALL
              ? ByteBuffer.wrap(InputFile.bytes(file, SMALL))
              : channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      Png.check(bytes);
      Jpeg.check(bytes);
    }
  }

  private void requirePossible(long bytes) throws IOException {
    if (!format().startsWith("TIF") && (long) height * width / PIXELS_PER_BYTE > bytes) {
      throw new IOException(
          "a header of height %d and width %d before %d bytes, too few for so many pixels"
              .formatted(height, width, bytes));
    }
  }

  /** Returns the error for a file that is no image or damaged. */
  public static UncheckedIOException bad(Path file, IOException cause) {
    return new UncheckedIOException(
        file
            + ": expected a whole JPEG, PNG, GIF, BMP or TIFF image, found "
            + InputFile.reason(cause)
            + (cause.getMessage() != null && cause.getMessage().contains("; convert it")
                ? ""
                : "; replace it by the original file"),
        cause);
  }

  /** Decoders throw runtime exceptions too for damaged files. */
  private static IOException damaged(Exception e) {
    return e instanceof IOException io
        ? io
        : new IOException("damaged data (" + InputFile.reason(e) + ")", e);
  }

  /** Returns the upright image's height in pixels. */
  public int height() {
    return height;
  }

  /** Returns the upright image's width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the format's name, such as {@code PNG}. */
  public String format() throws IOException {
    return reader.getFormatName().toUpperCase(Locale.ROOT);
  }

  /**
   * Decodes a part of the upright image. The decoder passes over all that is stored before it.
   *
   * @return red, green and blue of each pixel, row by row
   * @throws IOException if the file is damaged, too if the decoder only warns of that
   */
  public byte[] read(int row, int column, int height, int width) throws IOException {
    Rectangle part = new Rectangle(column, row, width, height);
    Rectangle stored = orientation.stored(part, this.height, this.width);
    try {
      byte[] rgb = new byte[Math.multiplyExact(CHANNELS, Math.multiplyExact(height, width))];
      if (jpeg != null && jpeg.components() == INKS) {
        readInks(stored, rgb, height, width);
      } else {
        readColours(stored, rgb, height, width);
      }
      return rgb;
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  private void readColours(Rectangle stored, byte[] rgb, int height, int width) throws IOException {
    RawJpeg.Damage damage = new RawJpeg.Damage(reader);
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(stored);
    BufferedImage image = reader.read(0, param);
    reader.removeAllIIOReadWarningListeners();
    damage.check();
    int type = image.getSampleModel().getDataType();
    if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
      throw new IOException("floating-point samples, which stand for no colours");
    }
    int[] line = new int[stored.width];
    for (int y = 0; y < stored.height; y++) {
      ColourBitmap.line(image, y, line);
      for (int x = 0; x < line.length; x++) {
        int to = CHANNELS * orientation.index(y, x, height, width);
        rgb[to] = (byte) (line[x] >> 16);
        rgb[to + 1] = (byte) (line[x] >> 8);
        rgb[to + 2] = (byte) line[x];
      }
    }
  }

  private void readInks(Rectangle stored, byte[] rgb, int height, int width) throws IOException {
    data.seek(0);
    Raster raster = RawJpeg.read(data, stored);
    byte[] line = new byte[INKS * stored.width];
    for (int y = 0; y < stored.height; y++) {
      raster.getDataElements(0, y, stored.width, 1, line);
      for (int x = 0; x < line.length; x += INKS) {
        int inverted = x; // the first of the inks that are stored inverted
        if (jpeg.transform() == 2) {
          Colours.fromYcc(line, x, line, x); // gives red, green, blue: inverted twice
          inverted = x + INKS - 1;
        }
        for (int i = inverted; i < x + INKS && jpeg.adobe(); i++) {
          line[i] = (byte) ~line[i];
        }
        int to = CHANNELS * orientation.index(y, x / INKS, height, width);
        Colours.fromCmyk(line, x, rgb, to);
      }
    }
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    data.close();
  }
}
