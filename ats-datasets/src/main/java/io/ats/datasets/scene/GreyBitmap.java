package io.ats.datasets.scene;

import java.util.Objects;

/**
 * Grey pixels in memory, a part of an array that bitmaps may share.
 *
 * @param pixels unsigned bytes, row by row; never copied, never to be changed
 * @param offset the index of the top left pixel
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record GreyBitmap(byte[] pixels, int offset, int height, int width) {

  /** Checks that it lies within {@code pixels}. */
  public GreyBitmap {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a grey bitmap's sides must be at least 1, got " + height + "×" + width);
    }
    Objects.checkFromIndexSize(offset, Math.multiplyExact(height, width), pixels.length);
  }

  /** Returns the value, 0..255, of a pixel. */
  public int value(int row, int column) {
    return pixels[offset + row * width + column] & 255;
  }
}
