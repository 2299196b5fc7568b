package io.ats.datasets.tiff;

import io.ats.datasets.files.Colours;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * How a page's samples stand for colours. Samples of 16 bits are scaled to 8; opacity and other
 * extra samples are dropped; CMYK becomes the light that the inks leave, without a colour profile.
 */
final class PixelLayout {

  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int CMYK = 5;
  private static final int YCC = 6;

  private final int bits;
  private final int samples;
  private final int photometric;
  private final ByteOrder order;
  private final byte[] palette; // red, green, blue of each index

  PixelLayout(TiffDirectory page, Compression compression) throws IOException {
    this.bits = page.integer(TiffTag.BITS, 1);
    this.samples = page.integer(TiffTag.SAMPLES, 1);
    this.photometric = page.integer(TiffTag.PHOTOMETRIC, BLACK_IS_ZERO);
    this.order = page.order();
    boolean colours = photometric == RGB || photometric == YCC;
    int least = colours ? 3 : photometric == CMYK ? 4 : 1;
    if (samples < least || samples > 64) {
      throw new IOException(samples + " samples of a pixel");
    }
    for (long each : page.integers(TiffTag.BITS)) {
      require(each == bits, "samples of different sizes");
    }
    for (long format : page.integers(TiffTag.SAMPLE_FORMAT)) {
      require(
          format == 1 || format == 4,
          bits + (format == 3 ? "-bit floating point" : "-bit signed") + " samples");
    }
    boolean packed = (bits == 1 || bits == 2 || bits == 4) && samples == 1;
    require(packed || bits == 8 || bits == 16, samples + " samples of " + bits + " bits");
    require(
        photometric >= 0 && photometric <= YCC && photometric != 4,
        "colours of the kind " + photometric);
    require(photometric != CMYK || page.integer(TiffTag.INK_SET, 1) == 1, "inks other than CMYK");
    require(photometric != PALETTE || bits <= 8, "a palette of " + bits + "-bit indices");
    require(!colours && photometric != CMYK || bits >= 8, "colours of " + bits + " bits");
    if (photometric == YCC && compression != Compression.JPEG) {
      long[] subsampling = page.integers(TiffTag.SUBSAMPLING);
      boolean full = subsampling.length == 2 && subsampling[0] == 1 && subsampling[1] == 1;
      require(full && bits == 8, "subsampled YCbCr without JPEG");
    }
    require(bits >= 8 || page.integer(TiffTag.FILL_ORDER, 1) == 1, "bits from the lowest on");
    if (compression == Compression.JPEG) {
      require(bits == 8, "JPEG of " + bits + " bits");
    }
    this.palette = photometric == PALETTE ? palette(page.integers(TiffTag.COLOUR_MAP)) : null;
  }

  private static void require(boolean supported, String found) throws UnsupportedTiffException {
    if (!supported) {
      throw new UnsupportedTiffException(
          found + ", of 1- to 16-bit grey, palette, RGB, YCbCr and CMYK that are read");
    }
  }

  private byte[] palette(long[] map) throws IOException {
    int colours = 1 << bits;
    if (map.length != 3 * colours) {
      throw new IOException(
          "a palette of " + map.length + " instead of " + 3 * colours + " values");
    }
    boolean small = true; // Some programs write 8 bits where 16 belong.
    for (long value : map) {
      small &= value < 256;
    }
    byte[] all = new byte[map.length];
    for (int i = 0; i < map.length; i++) {
      all[3 * (i % colours) + i / colours] =
          (byte) (small ? map[i] : Colours.eightBits((int) map[i]));
    }
    return all;
  }

  int bits() {
    return bits;
  }

  int samples() {
    return samples;
  }

  /**
   * Returns red, green and blue of each pixel, a byte each.
   *
   * @param data rows of samples, pixel by pixel, each row beginning with a new byte
   */
  byte[] colours(byte[] data, int height, int width) {
    byte[] values = eightBits(data, height, width);
    byte[] rgb = new byte[3 * height * width];
    for (int pixel = 0; pixel < height * width; pixel++) {
      int from = pixel * samples;
      int to = 3 * pixel;
      switch (photometric) {
        case RGB -> System.arraycopy(values, from, rgb, to, 3);
        case YCC -> Colours.fromYcc(values, from, rgb, to);
        case CMYK -> Colours.fromCmyk(values, from, rgb, to);
        case PALETTE -> System.arraycopy(palette, 3 * (values[from] & 0xFF), rgb, to, 3);
        default -> {
          byte grey = (byte) (photometric == WHITE_IS_ZERO ? ~values[from] : values[from]);
          rgb[to] = grey;
          rgb[to + 1] = grey;
          rgb[to + 2] = grey;
        }
      }
    }
    return rgb;
  }

  /** Returns samples of a byte each; indices of a palette stay what they are. */
  private byte[] eightBits(byte[] data, int height, int width) {
    if (bits == 8) {
      return data;
    }
    byte[] values = new byte[height * width * samples];
    if (bits == 16) {
      int high = order == ByteOrder.BIG_ENDIAN ? 0 : 1;
      for (int i = 0; i < values.length; i++) {
        int value = (data[2 * i + high] & 0xFF) << 8 | data[2 * i + 1 - high] & 0xFF;
        values[i] = (byte) Colours.eightBits(value);
      }
      return values;
    }
    int mask = (1 << bits) - 1;
    int scale = photometric == PALETTE ? 1 : 255 / mask;
    int rowBytes = (width * bits + 7) / 8;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int shift = 8 - bits - x * bits % 8;
        values[y * width + x] =
            (byte) ((data[y * rowBytes + x * bits / 8] >> shift & mask) * scale);
      }
    }
    return values;
  }
}
