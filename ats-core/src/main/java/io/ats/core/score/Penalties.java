package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import io.ats.core.Selection;
import io.ats.core.math.Scalars;
import io.ats.core.sampling.Attention;

/** Penalties that several selectors share. */
public final class Penalties {

  private Penalties() {}

  /**
   * Adds the entropy regulariser {@code −λ·min(mean_b H(a_b), cap)} (Katharopoulos &amp; Fleuret
   * 2019; the cap is ours). Without a cap it favours uniform attention for as long as the
   * classifier has learned nothing; with one it only keeps attention from collapsing to fewer than
   * {@code exp(cap)} positions. The cap is on the batch's mean because a scorer has one scale for
   * all images: with a cap on each image's entropy, a few images with narrow attention would hold
   * that scale down for all.
   *
   * @param attention {@code (B,D)}
   * @param weight {@code λ}; 0 adds nothing
   * @param cap in nats; 0: none
   */
  public static Selection entropy(
      Selection selection, NDArray attention, double weight, double cap) {
    return weight == 0
        ? selection
        : entropies(selection, Attention.entropy(attention), weight, cap);
  }

  /**
   * Adds the same of entropies that are known.
   *
   * @param entropies {@code H}, {@code (N)} or {@code (N,K)}
   */
  public static Selection entropies(
      Selection selection, NDArray entropies, double weight, double cap) {
    NDArray entropy = entropies.mean();
    NDArray rewarded = cap == 0 ? entropy : Scalars.atMost(entropy, cap);
    return selection.withPenalty("entropy", Scalars.times(rewarded, -weight));
  }
}
