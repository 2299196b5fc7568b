package io.ats.topk.sinkhorn;

/** What {@code sinkhorn-topk} reads when it predicts. */
public enum Inference {
  /** The blends of patches that it was trained on. */
  SOFT,
  /** The patches of the K largest scores, in the same order. */
  HARD
}
