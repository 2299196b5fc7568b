package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.sampling.SystematicDraws;
import io.ats.core.score.ScoredSelector;

/**
 * Attention sampling by {@link SystematicDraws} along a Hilbert curve: {@code K} distinct patches,
 * drawn with probability {@code π_i = min(1, c·a_i)}, {@code a = softmax(s)}; {@code w_k =
 * sg(1/π_{q_k})·a_{q_k}}, so that {@code Σ_k w_k f_{q_k}} is an unbiased estimate of {@code Σ_i a_i
 * f_i}. Ours.
 */
public final class SystematicSampling extends ScoredSelector {

  private final SystematicSamplingOptions options;
  private final long[] order;

  /** Creates a selector, not yet initialised. */
  public SystematicSampling(SystematicSamplingOptions options, ImageSpec image) {
    super(options.scored(), image);
    this.options = options;
    order = proposals().alongCurve();
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray attention = attention(views, scores(views, pass), options.smoothing());
    NDManager manager = attention.getManager();
    long batch = attention.getShape().get(0);
    boolean midpoint = !pass.training() && options.inference() == SystematicInference.MIDPOINT;
    NDArray start =
        midpoint
            ? manager.full(new Shape(batch, 1), 0.5f, DataType.FLOAT64)
            : SystematicDraws.start(pass.random(), manager, batch);
    NDArray inclusion = SystematicDraws.inclusion(attention, count());
    NDArray drawn = SystematicDraws.positions(inclusion, count(), order, start);
    NDArray weights = SystematicDraws.weights(attention, inclusion, drawn);
    return regularised(read(views, drawn, weights, attention), attention);
  }
}
