package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/**
 * The loss by which NTS-Net's navigator learns to order proposals as the teacher does (Yang et al.,
 * ECCV 2018, Eq. 1).
 */
public final class RankingLoss {

  private RankingLoss() {}

  /**
   * Returns {@code mean_n Σ_{(i,s): ℓ_s < ℓ_i} max(0, 1 − (I_s − I_i))}: a pair counts where the
   * teacher is more confident of {@code s}, and costs nothing where {@code s} scores higher by 1.
   *
   * @param scores {@code I}, {@code (N,M)}
   * @param losses {@code ℓ}, {@code (N,M)}: −log of the confidence in the label; they are only
   *     compared, so that no gradient flows to them
   * @return a scalar
   */
  public static NDArray of(NDArray scores, NDArray losses) {
    NDArray ahead = scores.expandDims(1).sub(scores.expandDims(2)); // (N,i,s): I_s − I_i
    NDArray hinge = Scalars.atLeast(Scalars.minus(1, ahead), 0);
    NDArray counts =
        losses.expandDims(1).lt(losses.expandDims(2)).toType(scores.getDataType(), false);
    return hinge.mul(counts).sum(new int[] {1, 2}).mean();
  }
}
