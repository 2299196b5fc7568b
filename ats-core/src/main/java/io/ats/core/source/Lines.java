package io.ats.core.source;

import io.ats.core.Border;

/** Which of an axis' pixels a patch is made of, on the host. */
public final class Lines {

  /** Stands for a pixel outside the image, which reads as zero. */
  public static final int NONE = -1;

  /** Of a coordinate of a whole pixel, in pixels. */
  private static final double ROUNDING = 1e-3;

  private Lines() {}

  /**
   * Returns the pixel that each pixel of a crop is read from, along one axis.
   *
   * @param first the crop's first pixel; may lie outside the image
   * @param extent the crop's size in pixels
   * @param size the image's size in pixels
   * @param border how pixels outside the image are read
   * @return {@code extent} indices in {@code [0,size)}, or {@link #NONE}
   */
  public static int[] ofCrop(long first, int extent, int size, Border border) {
    long start = border == Border.CLAMP ? Math.max(0, Math.min(size - extent, first)) : first;
    long period = Math.max(1, 2L * (size - 1));
    int[] lines = new int[extent];
    for (int i = 0; i < extent; i++) {
      long at = start + i;
      if (border == Border.REFLECT) {
        at = size - 1 - Math.abs(Math.abs(at) % period - (size - 1));
      }
      lines[i] = inside(at, size);
    }
    return lines;
  }

  /**
   * Returns the two pixels that each pixel of a resampled crop lies between, along one axis, as
   * {@link BilinearSampling#coordinates} has it; twice the same where it lies on one.
   *
   * @param from the region's start as a fraction of the image
   * @param to its end
   * @param count the crop's size in pixels
   * @param size the image's size in pixels
   * @return {@code count} pairs, indices in {@code [0,size)} or {@link #NONE}
   */
  public static int[] ofSamples(double from, double to, int count, int size) {
    int[] lines = new int[2 * count];
    for (int i = 0; i < count; i++) {
      double at = (from + (to - from) * (i + 0.5) / count) * size - 0.5;
      lines[2 * i] = inside(Math.floor(at + ROUNDING), size);
      lines[2 * i + 1] = inside(Math.ceil(at - ROUNDING), size);
    }
    return lines;
  }

  private static int inside(double line, int size) {
    return line >= 0 && line < size ? (int) line : NONE;
  }
}
