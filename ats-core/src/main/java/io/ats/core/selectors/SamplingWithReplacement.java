package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.sampling.Draws;
import io.ats.core.sampling.SampleWeights;
import io.ats.core.score.ScoredSelector;

/**
 * Attention sampling with replacement (Katharopoulos &amp; Fleuret, ICML 2019, Eq. 6): {@code K}
 * patches drawn independently from {@code a = softmax(s)}; {@code w_k = a_{q_k}/(K·sg(a_{q_k}))}.
 */
public final class SamplingWithReplacement extends ScoredSelector {

  private final SamplingWithReplacementOptions options;

  /** Creates a selector, not yet initialised. */
  public SamplingWithReplacement(SamplingWithReplacementOptions options, ImageSpec image) {
    // Draws may repeat, so one position is enough.
    super(options.scored(), image, 1);
    this.options = options;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray attention = attention(views, scores(views, pass), options.smoothing());
    NDArray drawn = Draws.withReplacement(attention, count(), pass.random());
    NDArray weights = SampleWeights.withReplacement(attention.gather(drawn, 1));
    return regularised(read(views, drawn, weights, attention), attention);
  }
}
