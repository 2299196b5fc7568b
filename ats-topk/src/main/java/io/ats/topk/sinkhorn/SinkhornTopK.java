package io.ats.topk.sinkhorn;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.topk.base.TopKSelector;

/**
 * Blends {@code X_k = Σ_d Y_kd·patch_d} with the {@code Y} of {@link Sinkhorn} (Cordonnier et al.,
 * CVPR 2021, appendix E), in ascending order of score, with weights {@code 1/K}; the patches carry
 * the gradient.
 *
 * <p>{@code Y} is concentrated on the largest scores, and reading all {@code D} patches would cost
 * more than reading the whole image, so the transport is restricted to the {@code S = min(D,
 * support·K)} largest scores, unless {@code support} is 0. If the unrestricted plan has {@code τ =
 * Σ_k Σ_{d∉S} Y_kd} at the other positions, each row changes by {@code ‖ΔY_k‖₁ ≤ 3τ}, and each
 * pixel by at most {@code 1.5·τ} times the pixels' range (proof: {@code docs/methods.md}).
 */
public final class SinkhornTopK extends TopKSelector {

  private final SinkhornTopKOptions options;
  private final Sinkhorn sinkhorn;

  /** Creates a selector, not yet initialised. */
  public SinkhornTopK(SinkhornTopKOptions options, ImageSpec image) {
    super(options.topK(), image);
    this.options = options;
    sinkhorn =
        new Sinkhorn(
            options.epsilon(), options.tolerance(), options.iterations(), options.checkEvery());
  }

  @Override
  protected Selection choose(Views views, Pass pass, NDArray scores, NDArray attention) {
    return !pass.training() && options.inference() == SinkhornInference.HARD
        ? hard(views, scores, attention)
        : soft(views, scores, attention);
  }

  @Override
  public boolean blends() {
    return true;
  }

  private Selection hard(Views views, NDArray scores, NDArray attention) {
    return read(views, largest(scores, count()).flip(1), equalWeights(scores), attention);
  }

  private Selection soft(Views views, NDArray scores, NDArray attention) {
    int count = count();
    long wanted = options.support() == 0 ? proposals().size() : (long) options.support() * count;
    int support = (int) Math.min(proposals().size(), wanted);
    NDArray candidates = largest(scores, support); // (B,S)
    NDArray assignment = sinkhorn.assign(scores.gather(candidates, 1), count); // Y (B,K,S)
    return blended(views, candidates, assignment, attention);
  }

  /** Returns the positions of the largest scores, in descending order of score. */
  private static NDArray largest(NDArray scores, int count) {
    return scores.stopGradient().topK(count, 1, true, true).get(1);
  }
}
