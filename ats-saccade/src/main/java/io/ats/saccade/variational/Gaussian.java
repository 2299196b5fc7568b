package io.ats.saccade.variational;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;
import io.ats.core.sampling.Randomness;

/**
 * Gaussians with diagonal covariance, {@code N(μ, diag σ²)}; the paper calls them isotropic.
 *
 * <p>The second parameter is {@code log σ²} both in sampling and in the divergence; the paper's
 * public code uses one tensor as {@code log σ²} in one and as {@code σ} in the other.
 *
 * @param mean {@code μ (B,Z)}
 * @param logVariance {@code log σ² (B,Z)}
 */
record Gaussian(NDArray mean, NDArray logVariance) {

  /** Deviations lie between {@code e^−5} and {@code e^5}. */
  private static final double LOG_VARIANCE_BOUND = 10;

  /** Returns a Gaussian whose log-variance is clamped to [−10,10]. */
  static Gaussian clamped(NDArray mean, NDArray logVariance) {
    return new Gaussian(
        mean,
        Scalars.atMost(Scalars.atLeast(logVariance, -LOG_VARIANCE_BOUND), LOG_VARIANCE_BOUND));
  }

  /** Returns {@code μ + σ∘ε}, {@code ε ~ N(0,I)}: {@code (B,Z)}, differentiable in both. */
  NDArray sample(Randomness random) {
    NDArray noise =
        random.normal(mean.getManager(), 1, mean.getShape(), mean.getDataType()); // ε (B,Z)
    return mean.add(deviation().mul(noise));
  }

  /** Returns {@code σ = exp(½ log σ²)}, {@code (B,Z)}. */
  NDArray deviation() {
    return Scalars.over(logVariance, 2).exp();
  }

  /**
   * Returns the divergence from another, {@code KL(this ‖ p) = ½ Σ_z [log σ_p² − log σ² + (σ² + (μ
   * − μ_p)²)/σ_p² − 1]}: {@code (B)}, nats.
   */
  NDArray kl(Gaussian p) {
    NDArray squares = logVariance.exp().add(mean.sub(p.mean()).square());
    NDArray ratio = squares.mul(p.logVariance().neg().exp());
    NDArray each = Scalars.minus(p.logVariance().sub(logVariance).add(ratio), 1); // (B,Z)
    return Scalars.over(each.sum(new int[] {1}), 2);
  }
}
