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

  /**
   * Returns a penalty's weight during its warm-up: {@code weight · min(1, progress / warmup)}.
   *
   * <p>Attention must first leave the uniform distribution, which an entropy regulariser opposes,
   * and must then cover several objects, which the regulariser furthers.
   *
   * @param warmup the share of training that it takes; 0: none
   * @param progress how much of training is done, in [0,1]
   */
  static double warmed(double weight, double warmup, double progress) {
    return progress >= warmup ? weight : weight * progress / warmup;
  }
}
