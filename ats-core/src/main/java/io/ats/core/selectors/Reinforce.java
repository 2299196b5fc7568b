package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.sampling.Draws;
import io.ats.core.score.ScoredSelector;

/**
 * Hard attention trained by the score function (REINFORCE; slides "lymphoma attention sampling"):
 * {@code K} patches drawn with replacement, {@code R} times per image in training; {@code w =
 * sg(p̂)}, the drawn probabilities renormalised to sum to 1; the objective uses {@code log p = Σ_k
 * log a_{q_k}}.
 */
public final class Reinforce extends ScoredSelector {

  private final ReinforceOptions options;

  /** Creates a selector, not yet initialised. */
  public Reinforce(ReinforceOptions options, ImageSpec image) {
    super(options.scored(), image, 1);
    this.options = options;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray scores = scores(views, pass);
    NDArray attention = scores.softmax(1);
    int repeats = pass.training() ? options.repeats() : 1;
    int count = count();
    NDArray drawn = Draws.withReplacement(attention, repeats * count, pass.random()); // (B,R·K)
    Shape perRepeat = new Shape(-1, count); // (B·R,K)
    NDArray logs = scores.logSoftmax(1).gather(drawn, 1).reshape(perRepeat);
    // The softmax of the logarithms is p̂ and does not underflow.
    NDArray weights = logs.stopGradient().softmax(1);
    PatchGrids grids = grids(views);
    PatchGrid.GridPatches found = grids.read(views.source(), drawn);
    Shape patch = found.patches().getShape().slice(2);
    NDArray patches = found.patches().reshape(perRepeat.addAll(patch));
    Selection selection =
        Selection.of(patches, weights, found.regions().reshape(perRepeat.addAll(new Shape(4))))
            .withRepeats(repeats)
            .with(Part.SCORE_MAP, map(attention))
            .with(Part.CELLS, grids.cells(drawn).reshape(perRepeat))
            .with(Part.LOG_PROBABILITY, logs.sum(new int[] {1}));
    return regularised(selection, attention);
  }
}
