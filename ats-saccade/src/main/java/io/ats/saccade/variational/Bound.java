package io.ats.saccade.variational;

import ai.djl.ndarray.NDArray;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.math.Scalars;

/** The view's terms of the objective, {@code Σ_t [γ·NLL(x̂) + β·KL(q_t ‖ p_t)]}. */
final class Bound {

  private final SaccadeOptions options;
  private final Vrnn network;
  private final NDArray view;
  private final Pass pass;
  private NDArray likelihood;
  private NDArray divergence;

  Bound(SaccadeOptions options, Vrnn network, NDArray view, Pass pass) {
    this.options = options;
    this.network = network;
    this.view = view;
    this.pass = pass;
  }

  /**
   * Adds a step.
   *
   * @param before {@code h_{t−1} (B,H)}
   */
  void add(Vrnn.Step step, NDArray before) {
    divergence = sum(divergence, step.posterior().kl(network.prior(before, pass)));
    if (options.reconstruction() > 0) {
      NDArray decoded = network.decode(step.latentFeatures(), before, pass);
      likelihood =
          sum(
              likelihood,
              options.likelihood().negativeLogLikelihood(decoded, view, options.viewDeviation()));
    }
  }

  private static NDArray sum(NDArray before, NDArray next) {
    return before == null ? next : before.add(next);
  }

  /** Returns the selection with the sum as penalties or as loss factor. */
  Selection to(Selection selection) {
    NDArray kl = Scalars.times(divergence, options.beta(pass.progress())); // (B)
    NDArray nll =
        likelihood == null ? null : Scalars.times(likelihood, options.reconstruction()); // (B)
    if (options.form() == BoundForm.PRODUCT) {
      return selection.with(Part.LOSS_FACTOR, nll == null ? kl : kl.add(nll));
    }
    Selection penalised = selection.withPenalty("kl", kl.mean());
    return nll == null ? penalised : penalised.withPenalty("reconstruction", nll.mean());
  }
}
