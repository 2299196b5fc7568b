package io.ats.topk.sinkhorn;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.topk.base.TopKSelector;

/**
 * Patch {@code k} is the blend {@code X_k = Σ_d Y_kd·patch_d} of a differentiable top-K (Cordonnier
 * et al., CVPR 2021, appendix E), weights {@code 1/K}; the patches carry the gradient. They are in
 * ascending order of score, as the ranks of {@link Sinkhorn} are.
 *
 * <p>{@code Y} is concentrated on the largest scores, and reading all {@code D} patches would cost
 * more than the whole image. So the transport is restricted to the {@code S = min(D, support·K)}
 * largest scores: an exact transport between these and the {@code K+1} anchors, in which {@code S −
 * K} are rejected and each row of {@code Y} sums to 1. What it leaves out is bounded by what it
 * leaves out of the whole: if the unrestricted plan gives the other positions {@code τ = Σ_k
 * Σ_{d∉S} Y_kd} of the {@code K} patches, each row changes by {@code ‖ΔY_k‖₁ ≤ 3τ}, and each pixel
 * by {@code 1.5·τ} times their range at most. (Restricted to {@code S}, the unrestricted plan is
 * the transport with {@code τ} too little at the anchors {@code 1..K}. Supplying it is an electric
 * current through the network of anchors, in which no node carries more than the whole.)
 */
public final class SinkhornTopK extends TopKSelector {

  private final SinkhornTopKOptions options;
  private final Sinkhorn sinkhorn;

  /** Creates a selector, not yet initialised. */
  public SinkhornTopK(SinkhornTopKOptions options, ImageSpec image) {
    super(options, image);
    this.options = options;
    sinkhorn =
        new Sinkhorn(
            options.epsilon(), options.tolerance(), options.iterations(), options.checkEvery());
  }

  @Override
  protected Selection choose(Views views, Pass pass, NDArray scores, NDArray attention) {
    return !pass.training() && options.inference() == Inference.HARD
        ? hard(views, scores, attention)
        : soft(views, scores, attention);
  }

  private Selection hard(Views views, NDArray scores, NDArray attention) {
    return read(views, largest(scores, options.patches()).flip(1), equalWeights(scores), attention);
  }

  private Selection soft(Views views, NDArray scores, NDArray attention) {
    int count = options.patches();
    int support = (int) Math.min(grid().size(), (long) options.support() * count);
    NDArray candidates = largest(scores, support); // (B,S)
    NDArray assignment = sinkhorn.assign(scores.gather(candidates, 1), count); // Y (B,K,S)
    return blended(views, candidates, assignment, attention);
  }

  /** Returns the positions of the largest scores, from the largest. */
  private static NDArray largest(NDArray scores, int count) {
    return scores.stopGradient().topK(count, 1, true, true).get(1);
  }
}
