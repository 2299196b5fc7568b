package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.math.Scalars;
import io.ats.core.plugin.Scorer;
import io.ats.core.sampling.Randomness;
import io.ats.topk.base.TopKPositions;
import io.ats.topk.base.TopKSelector;

/**
 * Perturbed top-K (Cordonnier et al., CVPR 2021): blends {@code X_k = Σ_d Y[k,d]·patch_d} with the
 * {@code Y} of {@link SparseTopK}, which carries the gradient; {@code w_k = 1/K}. For {@code σ =
 * 0}, and by default at inference, it is hard top-K, sorted by position.
 *
 * <p>The score map is the mean of {@code Y} over {@code k}.
 */
public class PerturbedTopK extends TopKSelector {

  private final PerturbedTopKOptions options;

  /** Creates a selector, not yet initialised. */
  public PerturbedTopK(PerturbedTopKOptions options, ImageSpec image) {
    super(options.topK(), image);
    this.options = options;
  }

  /** Takes a scorer instead of the one that the options name. */
  protected PerturbedTopK(PerturbedTopKOptions options, ImageSpec image, Scorer scorer) {
    super(options.topK(), image, scorer);
    this.options = options;
  }

  @Override
  protected final Selection choose(Views views, Pass pass, NDArray scores, NDArray attention) {
    boolean noisy = pass.training() || options.inference() == PerturbedInference.PERTURBED;
    double sigma = noisy ? options.sigmaAt(pass.progress()) : 0;
    return sigma > 0 ? soft(views, scores, sigma, pass.random()) : hard(views, scores);
  }

  private Selection soft(Views views, NDArray scores, double sigma, Randomness random) {
    Shape shape = new Shape(scores.getShape().get(0), options.samples(), proposals().size());
    NDArray noise =
        options.noise().draw(random, scores.getManager(), shape, sigma, scores.getDataType());
    SparseTopK chosen =
        SparseTopK.of(
            scores, noise, sigma, count(), options.gradient(), options.effectiveBaseline());
    return blended(views, chosen.positions(), chosen.weights(), chosen.density());
  }

  @Override
  public final boolean blends() {
    return true;
  }

  private Selection hard(Views views, NDArray scores) {
    NDArray chosen = TopKPositions.of(scores, count()); // (B,K)
    NDArray kept = scores.stopGradient().gather(chosen, 1);
    // 1/K, or NaN for a NaN score: it counts as the largest, and must not be selected silently.
    NDArray weights = Scalars.plus(kept.sub(kept), 1f / count());
    NDArray map = scores.stopGradient().zerosLike().scatter(chosen, weights, 1); // (B,D)
    return read(views, chosen, weights, map);
  }
}
