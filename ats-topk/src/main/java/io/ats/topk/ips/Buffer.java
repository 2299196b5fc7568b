package io.ats.topk.ips;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Positions and features of patches, without gradient.
 *
 * @param cells {@code (B,N)} int64: positions on the grid
 * @param features {@code (B,N,F)}
 */
record Buffer(NDArray cells, NDArray features) implements AutoCloseable {

  /** Returns these patches followed by the others, on the manager of these. */
  Buffer and(Buffer others) {
    return new Buffer(cells.concat(others.cells, 1), features.concat(others.features, 1));
  }

  /**
   * Returns the {@code M} patches of the largest scores.
   *
   * @param scores {@code (B,N)}
   * @param count {@code M}
   */
  Buffer top(NDArray scores, int count) {
    return take(scores.topK(count, 1, true, false).get(1));
  }

  /** Returns the patches in ascending order of position. */
  Buffer sorted() {
    return take(cells.argSort(1));
  }

  /** Returns the patches at the indices {@code (B,M)} int64. */
  private Buffer take(NDArray indices) {
    NDArray each = indices.expandDims(2).repeat(2, features.getShape().get(2)); // (B,M,F)
    return new Buffer(cells.gather(indices, 1), features.gather(each, 1));
  }

  /** Attaches the arrays to another manager, so that they outlive their current one. */
  Buffer moveTo(NDManager manager) {
    cells.attach(manager);
    features.attach(manager);
    return this;
  }

  @Override
  public void close() {
    cells.close();
    features.close();
  }
}
