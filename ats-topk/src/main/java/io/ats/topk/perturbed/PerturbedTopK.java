package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.score.ScoredSelector;
import io.ats.core.selectors.Penalties;
import io.ats.topk.hard.HardTopK;

/**
 * Perturbed top-K (Cordonnier et al., CVPR 2021): slot {@code k}'s patch is {@code X_k = Σ_d
 * Y[k,d]·patch_d} with the {@code Y} of {@link SparseTopK}, which carries the gradient; {@code w_k
 * = 1/K}. Where {@code σ} is 0, and by default at inference, it is hard top-K, sorted by position.
 *
 * <p>A mixed patch's region is that of its most weighted position; the score map is the mean over
 * the slots of {@code Y}.
 */
public final class PerturbedTopK extends ScoredSelector {

  private final PerturbedTopKOptions options;

  /** Creates a selector, not yet initialised. */
  public PerturbedTopK(PerturbedTopKOptions options, ImageSpec image) {
    super(options.scorer(), image, options.patches(), options.patchSize(), options.border());
    this.options = options;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray raw = scores(views, pass); // (B,D)
    NDArray scores = options.normalisation().apply(raw);
    boolean noisy = pass.training() || options.inference() == Inference.PERTURBED;
    double sigma = noisy ? options.sigmaAt(pass.progress()) : 0;
    Selection selection = sigma > 0 ? mixed(views, scores, sigma) : hard(views, scores);
    return Penalties.entropy(selection, raw.softmax(1), options.entropy());
  }

  private Selection mixed(Views views, NDArray scores, double sigma) {
    NDManager manager = scores.getManager();
    long batch = scores.getShape().get(0);
    Shape shape = new Shape(batch, options.samples(), grid().size());
    NDArray noise = options.noise().draw(manager, shape, sigma, scores.getDataType());
    SparseTopK chosen =
        SparseTopK.of(scores, noise, sigma, options.patches(), options.effectiveBaseline());
    PatchGrid.GridPatches read = grid().read(views.source(), chosen.positions());
    NDArray weights =
        manager.full(new Shape(batch, options.patches()), 1f / options.patches()); // (B,K)
    NDArray regions = grid().regions(grid().origins(chosen.modes())); // (B,K,4)
    return Selection.of(chosen.mix(read.patches()), weights, regions)
        .withScoreMap(map(chosen.density()));
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
