package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/**
 * Bilinear sampling of images, differentiable with respect to the coordinates.
 *
 * <p>Coordinates are in pixels; pixel {@code i}'s centre is at {@code i}. They are separable: one
 * list of rows and one of columns for each crop, so a crop is an axis-aligned rectangle, as in the
 * spatial transformer restricted to scale and translation (Jaderberg et al., NeurIPS 2015, Eq. 4
 * and 5).
 */
public final class BilinearSampling {

  private BilinearSampling() {}

  /**
   * Samples images at separable coordinates; pixels outside the image are zero.
   *
   * <p>{@code out[i,j] = Σ_{p,q} image[p,q] · max(0, 1 − |row_i − p|) · max(0, 1 − |column_j − q|)}
   *
   * <p>The gradient flows to the images and, through the weights, to rows and columns. At integer
   * coordinates, where the interpolation has a kink, the gradient is the right-hand derivative.
   *
   * @param images {@code (B,C,H,W)}, floating
   * @param rows {@code (B,K,h)}, in pixels, of the images' data type
   * @param columns {@code (B,K,w)}, in pixels, of the images' data type
   * @return {@code (B,K,C,h,w)}, on the rows' manager
   * @throws IllegalArgumentException if the shapes do not match
   */
  public static NDArray sample(NDArray images, NDArray rows, NDArray columns) {
    check(images, rows, columns);
    Shape image = images.getShape();
    long batch = image.get(0);
    long channels = image.get(1);
    long crops = rows.getShape().get(1);
    long height = rows.getShape().get(2);
    long width = columns.getShape().get(2);
    NDArray rowTaps = taps(rows); // (B,K,2,h)
    NDArray columnTaps = taps(columns); // (B,K,2,w)
    NDArray rowWeights =
        weights(rows, rowTaps, image.get(2)).reshape(batch, 1, crops, 2, height, 1);
    NDArray columnWeights =
        weights(columns, columnTaps, image.get(3)).reshape(batch, 1, crops, 1, 2, width);
    NDArray pixels =
        read(
            images,
            clamped(rowTaps, image.get(2)).reshape(batch, crops, 2 * height),
            clamped(columnTaps, image.get(3)).reshape(batch, crops, 2 * width)); // (B,C,K,2h,2w)
    return pixels
        .reshape(batch, channels, crops, 2, height, 2 * width)
        .mul(rowWeights)
        .sum(new int[] {3}) // (B,C,K,h,2w)
        .reshape(batch, channels, crops, height, 2, width)
        .mul(columnWeights)
        .sum(new int[] {4}) // (B,C,K,h,w)
        .transpose(0, 2, 1, 3, 4);
  }

  /**
   * Returns the pixel coordinates at which an interval, given in fractions of an axis, is sampled:
   * {@code (from + (to − from)·(i + ½)/count)·size − ½}, the centres of its {@code count} equal
   * parts.
   *
   * @param from {@code (B,K)}, the interval's start: 0 is the image's first edge, 1 its last
   * @param to {@code (B,K)}, its end; if less than {@code from}, the interval is sampled backwards
   * @param count the number of coordinates
   * @param size the image's size along this axis, in pixels
   * @return {@code (B,K,count)}, in pixels, differentiable, on the manager of {@code from}
   */
  public static NDArray coordinates(NDArray from, NDArray to, int count, int size) {
    NDArray shares =
        Scalars.over(
            Scalars.plus(from.getManager().arange(0f, count, 1f, from.getDataType()), 0.5f),
            count); // (n)
    NDArray start = from.expandDims(2); // (B,K,1)
    return Scalars.minus(
        Scalars.times(start.add(to.sub(from).expandDims(2).mul(shares)), size), 0.5f);
  }

  /**
   * Returns the rows at which regions are sampled: {@link #coordinates} of their top and bottom.
   *
   * @param regions {@code (B,K,4)}: top, left, bottom, right as fractions of the image
   * @param count {@code h}
   * @param size the image's height, in pixels
   * @return {@code (B,K,h)}, in pixels
   */
  public static NDArray rows(NDArray regions, int count, int size) {
    return coordinates(regions.get(":,:,0"), regions.get(":,:,2"), count, size);
  }

  /**
   * Returns the columns at which regions are sampled: {@link #coordinates} of their left and right.
   *
   * @param regions {@code (B,K,4)}: top, left, bottom, right as fractions of the image
   * @param count {@code w}
   * @param size the image's width, in pixels
   * @return {@code (B,K,w)}, in pixels
   */
  public static NDArray columns(NDArray regions, int count, int size) {
    return coordinates(regions.get(":,:,1"), regions.get(":,:,3"), count, size);
  }

  /**
   * Reads pixels at separable integer coordinates.
   *
   * @param images {@code (B,C,H,W)}
   * @param rows {@code (B,K,m)} int64 in {@code [0,H)}
   * @param columns {@code (B,K,n)} int64 in {@code [0,W)}
   * @return {@code (B,C,K,m,n)} on the rows' manager
   */
  static NDArray read(NDArray images, NDArray rows, NDArray columns) {
    Shape image = images.getShape();
    long batch = image.get(0);
    long channels = image.get(1);
    long crops = rows.getShape().get(1);
    long height = rows.getShape().get(2);
    long width = columns.getShape().get(2);
    NDArray index =
        Scalars.times(rows, image.get(3))
            .expandDims(3)
            .add(columns.expandDims(2)); // (B,K,m,n) int64
    NDArray everyChannel =
        index
            .reshape(batch, 1, crops * height * width)
            .broadcast(batch, channels, crops * height * width);
    return on(rows.getManager(), images)
        .reshape(batch, channels, image.get(2) * image.get(3))
        .gather(everyChannel, 2)
        .reshape(batch, channels, crops, height, width);
  }

  /**
   * Returns the array, not copied, as owned by another manager: results attach to their first
   * operand's manager, and that of long-lived images must not accumulate the results of every step.
   */
  static NDArray on(NDManager manager, NDArray array) {
    return array.get(manager, new NDIndex(":"));
  }

  /**
   * Returns the two pixels around each coordinate {@code (B,K,n)}: {@code (B,K,2,n)}, no gradient.
   */
  private static NDArray taps(NDArray coordinates) {
    NDArray below = coordinates.stopGradient().floor();
    return NDArrays.stack(new NDList(below, Scalars.plus(below, 1)), 2);
  }

  /** Returns each tap's weight, zero outside the axis: {@code (B,K,2,n)}. */
  private static NDArray weights(NDArray coordinates, NDArray taps, long size) {
    NDArray below = taps.get(":,:,0"); // (B,K,n)
    NDArray fraction = coordinates.sub(below);
    NDArray both = NDArrays.stack(new NDList(Scalars.minus(1, fraction), fraction), 2);
    NDArray inside =
        Scalars.greaterOrEqual(taps, 0).logicalAnd(Scalars.lessOrEqual(taps, size - 1));
    return both.mul(inside.toType(coordinates.getDataType(), false));
  }

  /** Returns taps as valid indices; those outside the axis have weight 0. */
  private static NDArray clamped(NDArray taps, long size) {
    return Scalars.clip(taps.toType(DataType.INT64, false), 0L, size - 1);
  }

  private static void check(NDArray images, NDArray rows, NDArray columns) {
    Shape image = images.getShape();
    Shape row = rows.getShape();
    Shape column = columns.getShape();
    if (image.dimension() != 4
        || row.dimension() != 3
        || column.dimension() != 3
        || row.get(0) != image.get(0)
        || column.get(0) != image.get(0)
        || row.get(1) != column.get(1)) {
      throw new IllegalArgumentException(
          "Expected images (B,C,H,W), rows (B,K,h) and columns (B,K,w), got "
              + image
              + ", "
              + row
              + " and "
              + column);
    }
  }

  /**
   * Returns the bilinear interpolation of an axis of ones that is zero outside: the share of a
   * value that comes from within.
   *
   * @param coordinates {@code (B,K,n)} float32, pixels
   * @param size pixels of each image's axis, {@code (B,1,1)} or {@code (1,1,1)}
   * @return {@code (B,K,n)} in [0,1], differentiable in the coordinates
   */
  public static NDArray inside(NDArray coordinates, NDArray size) {
    return Scalars.clip(Scalars.plus(coordinates, 1).minimum(coordinates.neg().add(size)), 0, 1);
  }
}
