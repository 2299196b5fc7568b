package io.ats.topk.sinkhorn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/**
 * The gradient of an entropic transport plan by the implicit function theorem, without unrolling
 * the iterations (Xie et al., NeurIPS 2020, algorithm 3; only a {@code K×K} inverse).
 *
 * <p>With {@code Γ} detached, {@code μ}, {@code ν} its row and column sums, {@code r = (Γ∘C)1},
 * {@code c = (Γ∘C)ᵀ1}: {@code M = diag(ν) − Γᵀdiag(1/μ)Γ} without the first row and column, since
 * the potentials are determined up to a constant only, {@code dg = M⁻¹(c − Γᵀ(r/μ))}, {@code df =
 * (r − Γ·dg)/μ}, {@code T = Γ∘(df ⊕ dg − C)/ε}; {@code Γ + T − sg(T)} has {@code Γ}'s value and
 * gradient.
 *
 * <p>Here {@code C_ij = −2·s_i·j}, since terms of the row or the column alone cancel in {@code T}.
 * With everything scaled by {@code D}, so that {@code P = D·Γ} and {@code μ = 1}, the mean rank
 * {@code ā_i = Σ_j P_ij·j} and {@code V_ij = P_ij (j − ā_i)}, this becomes {@code h = −M⁻¹Vᵀs},
 * {@code T_ij = (2/ε)·[V_ij s_i + P_ij (h_j − Σ_m P_im h_m)]}, {@code dg = 2h}.
 */
final class ImplicitGradient {

  /**
   * Added to the diagonal of {@code M}, whose entries are about 1. {@code M} is singular if anchors
   * share no position to float64 precision; their relative potential then does not affect the plan,
   * but rounding in {@code v} is divided by this value. The error is at most about the rounding
   * over this value, and this value over {@code ε}: 1e-10 is between.
   */
  private static final double RIDGE = 1e-10;

  private ImplicitGradient() {}

  /**
   * Returns the value of {@code Pᵀ}, with the gradient to the scores.
   *
   * @param plan {@code Pᵀ}, {@code (B,J,D)} float64, detached, {@code J > 1}; sums to 1 over {@code
   *     J}
   * @param scores {@code s}, {@code (B,D)} float64
   * @param ranks the anchors' positions, {@code (1,J,1)}
   * @param epsilon {@code ε}
   * @return {@code (B,J,D)}
   */
  static NDArray attach(NDArray plan, NDArray scores, NDArray ranks, double epsilon) {
    NDArray mean = plan.mul(ranks).sum(new int[] {1}, true); // ā (B,1,D)
    NDArray deviation = plan.mul(mean.sub(ranks).neg()); // Vᵀ (B,J,D)
    NDArray free = potentials(plan, deviation.matMul(scores.expandDims(2))); // h (B,J,1)
    NDArray shared = free.swapAxes(1, 2).matMul(plan); // (B,1,D)
    NDArray change =
        deviation.mul(scores.expandDims(1)).add(plan.mul(shared.neg().add(free))); // (B,J,D)
    NDArray gradient = Scalars.times(change, 2 / epsilon);
    return plan.add(gradient.sub(gradient.stopGradient()));
  }

  /** Returns {@code h = −M⁻¹v}, {@code (B,J,1)}, 0 for the first anchor. */
  private static NDArray potentials(NDArray plan, NDArray v) {
    NDManager manager = plan.getManager();
    long batch = plan.getShape().get(0);
    int anchors = (int) plan.getShape().get(1);
    NDArray identity = manager.eye(anchors).toType(plan.getDataType(), false).expandDims(0);
    NDArray mass = plan.sum(new int[] {2}, true); // ν (B,J,1)
    NDArray matrix =
        identity.mul(Scalars.plus(mass, RIDGE)).sub(plan.matMul(plan.swapAxes(1, 2))); // (B,J,J)
    NDArray inverse = matrix.get(new NDIndex(":,1:,1:")).inverse(); // (B,J−1,J−1)
    NDArray zero = manager.zeros(new Shape(batch, 1, 1), plan.getDataType());
    return zero.concat(inverse.matMul(v.get(new NDIndex(":,1:"))).neg(), 1);
  }
}
