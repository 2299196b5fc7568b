package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/**
 * Some of the {@code D} positions of each image, numbered from 0.
 *
 * @param positions {@code (B,U)} int64, ascending; rows with fewer than {@code U} are padded with
 *     position 0
 * @param ranks {@code (B,D)} int64: each position's index in {@code positions}, −1 if it is not one
 *     of them
 */
record Support(NDArray positions, NDArray ranks) {

  /**
   * Returns the marked positions.
   *
   * @param marks {@code (B,D)} int64, 1 or 0
   * @param size {@code U}: the most marks of an image, at least 1
   */
  static Support of(NDArray marks, long size) {
    NDManager manager = marks.getManager();
    long batch = marks.getShape().get(0);
    long all = marks.getShape().get(1);
    NDArray ranks = Scalars.minus(marks.cumSum(1).mul(marks), 1L); // (B,D)
    // Column U takes the positions without a mark.
    NDArray column =
        NDArrays.where(
            Scalars.greater(marks, 0L),
            ranks,
            manager.full(ranks.getShape(), size, DataType.INT64));
    NDArray every = manager.arange(0f, all, 1f, DataType.INT64).reshape(1, all);
    NDArray positions =
        manager
            .zeros(new Shape(batch, size + 1), DataType.INT64)
            .scatter(column, every.repeat(0, batch), 1)
            .get(":,0:" + size);
    return new Support(positions, ranks);
  }

  /** Returns {@code U}. */
  long size() {
    return positions.getShape().get(1);
  }
}
