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
    return weight == 0
        ? selection
        : selection.withPenalty(
            "entropy", Scalars.times(Attention.entropy(attention).mean(), -weight));
  }
}
