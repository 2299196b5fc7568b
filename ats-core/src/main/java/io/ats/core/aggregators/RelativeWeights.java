package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;

/** Applies a selection's weights in aggregators that are not weighted sums. */
final class RelativeWeights {

  private RelativeWeights() {}

  /**
   * Returns {@code f_k · w_k / sg(mean_k w_k)}, the mean being that of the patches present: equal
   * weights change nothing, and the gradient that weights carry still reaches the scores.
   *
   * @param features {@code (B,K,F)}
   * @param selection its weights are {@code (B,K)}
   */
  static NDArray apply(NDArray features, Selection selection) {
    NDArray weights = selection.weights();
    NDArray stopped = weights.stopGradient();
    int[] patches = {1};
    NDArray mean = // (B,1)
        selection
            .part(Part.PRESENT)
            .map(there -> stopped.mul(there).sum(patches, true).div(there.sum(patches, true)))
            .orElseGet(() -> stopped.mean(patches, true));
    return features.mul(weights.div(mean).expandDims(2));
  }
}
