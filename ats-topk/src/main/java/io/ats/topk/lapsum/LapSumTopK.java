package io.ats.topk.lapsum;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.topk.base.MarginalSelector;

/** Hard top-K weighted by the marginals of {@link LapSum}. */
public final class LapSumTopK extends MarginalSelector {

  private final double alpha;

  /** Creates a selector, not yet initialised. */
  public LapSumTopK(LapSumTopKOptions options, ImageSpec image) {
    super(options.topK(), image);
    alpha = options.alpha();
  }

  @Override
  protected NDArray marginals(NDArray keys, int count) {
    return LapSum.marginals(keys, count, alpha);
  }
}
