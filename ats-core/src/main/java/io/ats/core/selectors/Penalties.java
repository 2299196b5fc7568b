package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import io.ats.core.Selection;
import io.ats.core.math.Scalars;
import io.ats.core.sampling.Attention;

/** Penalties that several selectors share. */
public final class Penalties {

  private Penalties() {}

  /**
   * Adds the entropy regulariser {@code −λ·min(mean_b H(a_b), cap)} (Katharopoulos &amp; Fleuret
   * 2019, without a cap): with a cap it keeps attention from settling on fewer positions than
   * {@code exp(cap)}, and does not hold it at the uniform distribution, which the uncapped one
   * furthers as long as the classifier knows nothing. The cap is ours; it is that of the mean,
   * because a scorer has one scale for all images, and a few images with a narrow attention would
   * hold it down for all.
   *
   * @param attention {@code (B,D)}
   * @param weight {@code λ}; 0 adds nothing
   * @param cap nats; 0: none
   */
  public static Selection entropy(
      Selection selection, NDArray attention, double weight, double cap) {
    if (weight == 0) {
      return selection;
    }
    NDArray entropy = Attention.entropy(attention).mean();
    NDArray rewarded = cap == 0 ? entropy : Scalars.atMost(entropy, cap);
    return selection.withPenalty("entropy", Scalars.times(rewarded, -weight));
  }
}
