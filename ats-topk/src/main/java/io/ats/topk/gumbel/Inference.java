package io.ats.topk.gumbel;

/** How {@code gumbel-topk} chooses when it predicts. */
public enum Inference {
  /** The largest scores, without noise. */
  DETERMINISTIC,
  /** A subset is drawn, as in training. */
  SAMPLED
}
