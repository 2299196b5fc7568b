package io.ats.topk.sinkhorn;

/** The patches that {@code sinkhorn-topk} reads at inference. */
public enum SinkhornInference {
  /** Blends, as in training. */
  SOFT,
  /** The patches of the K largest scores, in the same order. */
  HARD
}
