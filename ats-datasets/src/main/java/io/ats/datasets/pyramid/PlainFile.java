package io.ats.datasets.pyramid;

import io.ats.datasets.files.ImageDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * The rows of a file that can be decoded from its start only. What does not fit in memory is
 * decoded in parts, for each of which the decoder passes over all parts before.
 */
final class PlainFile implements PixelRows {

  /** Bytes of a pixel while it is decoded, at most: four colours of 16 bits, and the result. */
  private static final int PIXEL = 12;

  private static final int SHARE = 4; // of Java's memory

  private final Path file;
  private final ImageDecoder decoder;
  private final int most;
  private byte[] part = new byte[0];
  private int first;
  private int rows;

  /** Takes a decoder, which it does not close. */
  PlainFile(Path file, ImageDecoder decoder) {
    this(file, decoder, Runtime.getRuntime().maxMemory() / SHARE);
  }

  /** Takes a decoder, and the bytes that a part may take. */
  PlainFile(Path file, ImageDecoder decoder, long bytes) {
    this.file = file;
    this.decoder = decoder;
    long fit = bytes / PIXEL / decoder.width();
    long possible = (Integer.MAX_VALUE - 8) / (RegionImage.CHANNELS * (long) decoder.width());
    this.most = (int) Math.max(1, Math.min(decoder.height(), Math.min(fit, possible)));
  }

  @Override
  public int height() {
    return decoder.height();
  }

  @Override
  public int width() {
    return decoder.width();
  }

  @Override
  public OptionalDouble micronsPerPixel() {
    return OptionalDouble.empty();
  }

  @Override
  public void read(int row, int count, byte[] target) {
    int line = RegionImage.CHANNELS * width();
    for (int y = row; y < row + count; y++) {
      if (y >= first + rows) {
        decode(y);
      }
      System.arraycopy(part, (y - first) * line, target, (y - row) * line, line);
    }
  }

  private void decode(int row) {
    part = new byte[0]; // Not held beside the next.
    first = row;
    rows = Math.min(most, height() - row);
    try {
      part = decoder.read(first, 0, rows, width());
    } catch (IOException e) {
      throw ImageDecoder.bad(file, e);
    }
  }
}
