package io.ats.topk.gumbel;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.sampling.Draws;
import io.ats.topk.base.MarginalSelector;

/**
 * Draws {@code K} positions without replacement from {@code softmax(s)} as the top K of {@code s}
 * plus Gumbel noise, and differentiates through the relaxed subset of the same keys (Xie &amp;
 * Ermon, IJCAI 2019). The patches are those of the hard subset, sorted by position.
 */
public final class GumbelTopK extends MarginalSelector {

  private final GumbelTopKOptions options;

  /** Creates a selector, not yet initialised. */
  public GumbelTopK(GumbelTopKOptions options, ImageSpec image) {
    super(options.topK(), image);
    this.options = options;
  }

  @Override
  protected NDArray keys(NDArray scores, Pass pass) {
    if (!pass.training() && options.inference() == GumbelInference.DETERMINISTIC) {
      return scores;
    }
    // Shifted first: beside large scores, float32 would round the noise away.
    return scores
        .sub(scores.stopGradient().max(new int[] {1}, true))
        .add(
            Draws.gumbel(
                pass.random(), scores.getManager(), scores.getShape(), scores.getDataType()));
  }

  @Override
  protected NDArray marginals(NDArray keys, int count) {
    return RelaxedSubset.marginals(keys, count, options.temperature());
  }

  @Override
  protected NDArray value(NDArray marginals) {
    return options.value().of(marginals);
  }
}
