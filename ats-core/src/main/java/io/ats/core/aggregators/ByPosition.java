package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/** Sequences in the order of reading: row by row, whatever order the patches were drawn in. */
final class ByPosition {

  /**
   * What a step to the right counts against one down. Tops that differ by rounding alone (regions
   * are float32 fractions) are one row; those of different rows differ by a pixel, a millionth of
   * the image or more.
   */
  private static final double RIGHT = 0x1p-20;

  private ByPosition() {}

  /**
   * Returns the order of the patches by {@code top + 2⁻²⁰·left}.
   *
   * @param regions {@code (B,K,4)}: top, left, bottom, right; no gradient flows to them
   * @return {@code (B,K)} int64: the index of the patch that comes first, second, …
   */
  static NDArray order(NDArray regions) {
    NDArray exact = regions.stopGradient().toType(DataType.FLOAT64, false);
    return exact.get(":,:,0").add(Scalars.times(exact.get(":,:,1"), RIGHT)).argSort(1);
  }

  /**
   * Returns what belongs to each patch, in that order.
   *
   * @param values {@code (B,K,V)}
   * @param order {@code (B,K)} int64
   */
  static NDArray sort(NDArray values, NDArray order) {
    return values.gather(order.expandDims(2).broadcast(values.getShape()), 1);
  }

  /**
   * Checks that there are as many patches as the aggregator was initialised for.
   *
   * @param features {@code (B,K,F)}
   * @param initialised the shape then
   */
  static void requireCount(String aggregator, NDArray features, Shape initialised) {
    if (features.getShape().get(1) != initialised.get(1)) {
      throw new IllegalArgumentException(
          "aggregator %s was initialised for %d patches, got %d: the selector's factory must tell how many it selects"
              .formatted(aggregator, initialised.get(1), features.getShape().get(1)));
    }
  }
}
