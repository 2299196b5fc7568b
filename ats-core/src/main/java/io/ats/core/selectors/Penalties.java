package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import io.ats.core.Selection;
import io.ats.core.math.Scalars;
import io.ats.core.sampling.Attention;

/** Penalties that several selectors share. */
public final class Penalties {

  private Penalties() {}

  /**
   * Adds the entropy regulariser {@code −λ·mean_b H(a_b)} (Katharopoulos &amp; Fleuret 2019).
   *
   * @param attention {@code (B,D)}
   * @param weight {@code λ}; 0 adds nothing
   */
  public static Selection entropy(Selection selection, NDArray attention, double weight) {
    return entropy(selection, attention, weight, 0);
  }

  /**
   * Adds the entropy regulariser {@code −λ·mean_b min(H(a_b), cap)}: with a cap it keeps attention
   * from settling on fewer positions than {@code exp(cap)}, and does not hold it at the uniform
   * distribution, which the uncapped one furthers as long as the classifier knows nothing. The cap
   * is ours.
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
    NDArray each = Attention.entropy(attention); // (B)
    NDArray rewarded = cap == 0 ? each : Scalars.atMost(each, cap);
    return selection.withPenalty("entropy", Scalars.times(rewarded.mean(), -weight));
  }
}
