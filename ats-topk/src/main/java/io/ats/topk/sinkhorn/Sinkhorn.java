package io.ats.topk.sinkhorn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Casts;
import io.ats.core.math.Scalars;

/**
 * Differentiable top-K as entropic optimal transport (Cuturi et al., NeurIPS 2019; Xie et al.,
 * NeurIPS 2020): {@code D} scores of mass {@code 1/D} are transported to the anchors {@code j =
 * 0..K} at the cost {@code C_ij = (s_i − j)²}. Anchor 0, for the rejected scores, has the mass
 * {@code (D−K)/D}, every other {@code 1/D}. With the plan {@code Γ}, row {@code j} of {@code Y =
 * D·Γ[:,1..K]ᵀ} is the distribution of rank {@code j} over the scores: as {@code ε → 0}, row 1 is
 * the {@code K}-th largest score and row {@code K} the largest.
 *
 * <p>The marginals absorb {@code s_i²} and {@code j²}, so the plan depends on {@code 2·s_i·j/ε}
 * alone: the anchors may lie far outside the range of the scores, and adding a constant to all
 * scores changes nothing.
 *
 * <p>In terms of {@code P = D·Γ}, {@code L_ij = 2·s_i·j/ε}, {@code ν = (D−K,1,…,1)} and the
 * anchors' potentials {@code G}, {@code P = softmax_j(L + G)} has the exact mass of the rows, and
 * {@code G_j ← G_j − log(Σ_i P_ij/ν_j)} is one Sinkhorn iteration in the log domain. The iterations
 * start at the potentials of the problem without entropy, which are known in one dimension: the
 * boundary between anchors {@code j−1} and {@code j} is half-way between their order statistics.
 * Each anchor then starts with at least {@code 1/(K+1)} of its mass and cannot underflow; and a
 * small {@code ε} needs the fewest iterations, not the {@code O(1/ε)} of the usual start. Computed
 * in float64, since {@code L} reaches {@code 2K/ε}.
 *
 * @param epsilon {@code ε}, in squared units of the scores
 * @param tolerance largest relative error of an anchor's mass, {@code max_j |Σ_i P_ij/ν_j − 1|};
 *     the mass of the rows is exact
 * @param iterations largest number of iterations
 * @param checkEvery number of iterations between checks of the error
 */
public record Sinkhorn(double epsilon, double tolerance, int iterations, int checkEvery) {

  /**
   * Returns {@code Y}, with the gradient of {@link ImplicitGradient}.
   *
   * @param scores {@code s}, {@code (B,D)}
   * @param count {@code K}, at most {@code D}; for {@code K = D} there is no anchor 0
   * @return {@code (B,K,D)} of the scores' type; a row sums to 1 within the tolerance
   */
  public NDArray assign(NDArray scores, int count) {
    long positions = scores.getShape().get(1);
    if (positions == 1) {
      return scores.onesLike().expandDims(1); // nothing to choose
    }
    NDArray exact = Casts.to(scores, DataType.FLOAT64);
    NDArray ranks = ranks(exact, count);
    NDArray plan = plan(exact.stopGradient(), ranks, count);
    NDArray attached = ImplicitGradient.attach(plan, exact, ranks, epsilon); // (B,J,D)
    long rejected = ranks.getShape().get(1) - count;
    return Casts.to(attached.get(new NDIndex(":,{}:", rejected)), scores.getDataType());
  }

  /** Returns the anchors' positions {@code 0..K}, or {@code 1..K} without the rejected. */
  private static NDArray ranks(NDArray scores, int count) {
    float first = scores.getShape().get(1) == count ? 1 : 0;
    return scores
        .getManager()
        .arange(first, count + 1f, 1f, DataType.FLOAT64)
        .reshape(new Shape(1, -1, 1));
  }

  /**
   * Runs the iterations.
   *
   * @param scores {@code (B,D)}
   * @param ranks {@code (1,J,1)}
   * @return {@code Pᵀ}, {@code (B,J,D)}; sums to 1 over {@code J}
   */
  private NDArray plan(NDArray scores, NDArray ranks, int count) {
    NDArray kernel = Scalars.times(ranks.mul(scores.expandDims(1)), 2 / epsilon); // Lᵀ (B,J,D)
    NDArray potentials = start(scores, count);
    NDArray mass = mass(scores, count);
    for (int done = 0; done < iterations; done++) {
      // Frees the arrays of each iteration.
      try (NDManager own = scores.getManager().newSubManager()) {
        potentials.attach(own);
        NDArray excess = potentials.add(kernel).softmax(1).sum(new int[] {2}, true).div(mass);
        NDArray next = potentials.sub(excess.log()); // (B,J,1)
        // The check needs one number on the host. It is not made in every iteration: a few extra
        // iterations cost less than waiting for the device in each.
        boolean last = done % checkEvery == 0 && error(excess) <= tolerance;
        NDArray kept = last ? potentials : next;
        kept.attach(scores.getManager());
        potentials = kept;
        if (last) {
          break;
        }
      }
    }
    return potentials.add(kernel).softmax(1);
  }

  private static double error(NDArray excess) {
    return Scalars.minus(excess, 1).abs().max().getDouble();
  }

  /** Returns {@code ν}, {@code (1,J,1)}. */
  private static NDArray mass(NDArray scores, int count) {
    long rejected = scores.getShape().get(1) - count;
    NDArray ones = scores.getManager().ones(new Shape(1, count, 1), DataType.FLOAT64);
    return rejected == 0 ? ones : Scalars.times(ones.get(":,0:1"), rejected).concat(ones, 1);
  }

  /**
   * Returns the initial potentials, those without entropy over {@code ε}, {@code (B,J,1)}: {@code
   * G_j = −(2/ε) Σ_{m≤j} t_m}, {@code t_m} half-way between the scores of rank {@code m−1} and
   * {@code m}.
   */
  private NDArray start(NDArray scores, int count) {
    long batch = scores.getShape().get(0);
    long least = Math.min(count + 1L, scores.getShape().get(1));
    NDArray sorted = scores.topK((int) least, 1, true, true).get(0); // from the largest, (B,J)
    NDArray sums = sorted.get(new NDIndex(":,1:")).add(sorted.get(new NDIndex(":,:-1"))).flip(1);
    NDArray zero = scores.getManager().zeros(new Shape(batch, 1), DataType.FLOAT64);
    NDArray potentials = Scalars.over(sums.cumSum(1), -epsilon);
    return zero.concat(potentials, 1).expandDims(2);
  }
}
