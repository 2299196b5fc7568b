package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.PatchSource;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The sizes of a source's images as arrays, for arithmetic on the pixels of each. */
public final class Sizes {

  private Sizes() {}

  /** Returns whether the images' sizes differ. */
  public static boolean differ(PatchSource source) {
    return IntStream.range(0, source.batch())
        .anyMatch(b -> source.height(b) != source.height() || source.width(b) != source.width());
  }

  /**
   * Returns each image's height, {@code (B,1,1)}, or {@code (1,1,1)} if all have one, of the type
   * and manager of another array.
   */
  public static NDArray heights(PatchSource source, NDArray like) {
    return array(like, 1, sides(source, source::height));
  }

  /** Returns each image's width, likewise. */
  public static NDArray widths(PatchSource source, NDArray like) {
    return array(like, 1, sides(source, source::width));
  }

  /** Returns each image's height and width, {@code (B,1,2)} or {@code (1,1,2)}, likewise. */
  public static NDArray both(PatchSource source, NDArray like) {
    return array(like, 2, sides(source, source::height), sides(source, source::width));
  }

  private static int[] sides(PatchSource source, IntUnaryOperator side) {
    return IntStream.range(0, differ(source) ? source.batch() : 1).map(side).toArray();
  }

  private static NDArray array(NDArray like, int axes, int[]... sides) {
    double[] values = new double[axes * sides[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sides[i % axes][i / axes];
    }
    return like.getManager()
        .create(values, new Shape(sides[0].length, 1, axes))
        .toType(like.getDataType(), false);
  }

  /**
   * Returns regions as fractions of the largest image instead of each image's own.
   *
   * @param regions {@code (B,K,4)}: top, left, bottom, right
   * @return {@code (B,K,4)}, differentiable; the regions themselves if all images have one size
   */
  public static NDArray ofLargest(PatchSource source, NDArray regions) {
    if (!differ(source)) {
      return regions;
    }
    float[] shares = new float[4 * source.batch()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] =
          i % 2 == 0
              ? (float) source.height(i / 4) / source.height()
              : (float) source.width(i / 4) / source.width();
    }
    return regions.mul(
        regions
            .getManager()
            .create(shares, new Shape(source.batch(), 1, 4))
            .toType(regions.getDataType(), false));
  }
}
