package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.topk.base.TopKSelector;
import io.ats.topk.hard.HardTopK;

/**
 * Perturbed top-K (Cordonnier et al., CVPR 2021): slot {@code k}'s patch is {@code X_k = Σ_d
 * Y[k,d]·patch_d} with the {@code Y} of {@link SparseTopK}, which carries the gradient; {@code w_k
 * = 1/K}. Where {@code σ} is 0, and by default at inference, it is hard top-K, sorted by position.
 *
 * <p>A mixed patch's region is that of its most weighted position; the score map is the mean over
 * the slots of {@code Y}.
 */
public final class PerturbedTopK extends TopKSelector {

  private final PerturbedTopKOptions options;

  /** Creates a selector, not yet initialised. */
  public PerturbedTopK(PerturbedTopKOptions options, ImageSpec image) {
    super(options, image);
    this.options = options;
  }

  @Override
  protected Selection choose(Views views, Pass pass, NDArray scores, NDArray attention) {
    boolean noisy = pass.training() || options.inference() == Inference.PERTURBED;
    double sigma = noisy ? options.sigmaAt(pass.progress()) : 0;
    return sigma > 0 ? mixed(views, scores, sigma) : hard(views, scores);
  }

  private Selection mixed(Views views, NDArray scores, double sigma) {
    Shape shape = new Shape(scores.getShape().get(0), options.samples(), grid().size());
    NDArray noise = options.noise().draw(scores.getManager(), shape, sigma, scores.getDataType());
    SparseTopK chosen =
        SparseTopK.of(scores, noise, sigma, options.patches(), options.effectiveBaseline());
    return blended(views, chosen.positions(), chosen.weights(), chosen.density());
  }

  private Selection hard(Views views, NDArray scores) {
    NDArray chosen = HardTopK.positions(scores, options.patches()); // (B,K)
    NDArray kept = scores.stopGradient().gather(chosen, 1);
    // 1/K, or NaN for a NaN score, which counts as the largest: it must not choose unnoticed.
    NDArray weights = kept.sub(kept).add(1f / options.patches());
    NDArray map = scores.stopGradient().zerosLike().scatter(chosen, weights, 1); // (B,D)
    return read(views, chosen, weights, map);
  }
}
