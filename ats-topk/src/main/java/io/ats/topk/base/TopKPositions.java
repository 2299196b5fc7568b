package io.ats.topk.base;

import ai.djl.ndarray.NDArray;

/** Positions of the exact top K. */
public final class TopKPositions {

  private TopKPositions() {}

  /**
   * Returns the positions of the {@code K} largest scores, in ascending order.
   *
   * @param scores {@code (B,D)}
   * @param count {@code K}
   * @return {@code (B,K)} int64
   */
  public static NDArray of(NDArray scores, int count) {
    return scores.stopGradient().topK(count, 1, true, true).get(1).sort(1);
  }
}
