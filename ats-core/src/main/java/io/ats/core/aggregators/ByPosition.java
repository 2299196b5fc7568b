package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.math.Scalars;

/** Sorts patches row by row, whatever order they were selected in. */
final class ByPosition {

  /**
   * Weight of the left coordinate relative to the top. Tops that differ only by rounding (regions
   * are float32 fractions) count as one row; those of different rows differ by at least a pixel, a
   * millionth of the image or more.
   */
  private static final double RIGHT = 0x1p-20;

  /** More than tops differ by. */
  private static final double LAST = 1024;

  private ByPosition() {}

  /**
   * Returns the order of the patches by {@code top + 2⁻²⁰·left}.
   *
   * @param regions {@code (B,K,4)}: top, left, bottom, right; no gradient flows to them
   * @return {@code (B,K)} int64: the indices of the first patch, the second, …
   */
  static NDArray order(NDArray regions) {
    return key(regions).argSort(1);
  }

  private static NDArray key(NDArray regions) {
    NDArray exact = regions.stopGradient().toType(DataType.FLOAT64, false);
    return exact.get(":,:,0").add(Scalars.times(exact.get(":,:,1"), RIGHT));
  }

  /** Returns the order of a selection's patches, the absent ones last. */
  static NDArray order(Selection selection) {
    return selection
        .part(Part.PRESENT)
        .map(present -> key(selection.regions()).sub(Scalars.times(present, LAST)).argSort(1))
        .orElseGet(() -> order(selection.regions()));
  }

  /**
   * Returns the patches' values in the given order.
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
   * @param initialised the features' shape at initialisation
   */
  static void requireCount(String aggregator, NDArray features, Shape initialised) {
    if (features.getShape().get(1) != initialised.get(1)) {
      throw new IllegalArgumentException(
          "aggregator %s was initialised for %d patches, got %d; the selector's patches(image) must return how many it selects"
              .formatted(aggregator, initialised.get(1), features.getShape().get(1)));
    }
  }
}
