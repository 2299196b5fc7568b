package io.ats.topk.gumbel;

/** How {@code gumbel-topk} selects at inference. */
public enum GumbelInference {
  /** The K largest scores, without noise. */
  DETERMINISTIC,
  /** A random subset, as in training. */
  SAMPLED
}
