package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.math.Joins;
import io.ats.core.math.Scalars;
import io.ats.core.options.OptionException;
import io.ats.core.sampling.Attention;
import io.ats.core.sampling.Draws;
import io.ats.core.score.Penalties;
import io.ats.core.score.ScoredSelector;
import java.util.Optional;

/**
 * Patches drawn one after the other, each from a distribution that knows those before: {@code
 * p(s_1|x)·p(s_2|x,s_1)⋯p(s_K|x,s_1…s_{K−1})}, trained by the score function as {@link Reinforce}
 * is (slides "lymphoma attention sampling", future improvements; the network is ours).
 *
 * <p>The first is drawn from {@code a = softmax(s)} of the scorer's {@code s}; then {@code p(·|x,
 * s_1…s_{k−1}) = softmax(s + g(a / max a, m))} over the cells that are not yet drawn, {@code m}
 * being 1 at those that are and {@code g} a {@link Conditioner}, the same for each {@code k}; of
 * patches of several sizes it is the same for each size, and {@code m} is 1 at those of any size. A
 * patch that was read says nothing new when it is read again, so that draws are without
 * replacement.
 *
 * <p>{@code log p = Σ_k log p(s_k|x,s_1…s_{k−1})} is the selection's log-probability, {@code R}
 * repeats an image in training; {@code w = 1/K}. The score map is the mean of the {@code K}
 * distributions, and over repeats.
 *
 * <p>The entropy regulariser is {@code −λ·(1/K)·H(s_1…s_K)}. The sequence's entropy is {@code E[Σ_k
 * H_k]}, of the entropies of the same distributions, each of which depends on the draws before it;
 * so its gradient is {@code E[Σ_k ∇H_k + Σ_k ∇log p(s_k|…)·(Σ_{j>k} H_j − b_k)]}, {@code b_k} the
 * mean of {@code Σ_{j>k} H_j} over the same image's other repeats, if there are any.
 */
public final class Autoregressive extends ScoredSelector {

  private final AutoregressiveOptions options;
  private final Conditioner conditioner;

  /** Creates a selector, not yet initialised. */
  public Autoregressive(AutoregressiveOptions options, ImageSpec image) {
    super(options.scored(), image);
    this.options = options;
    int cells = proposals().finest().size();
    if (proposals().grids().stream().anyMatch(grid -> grid.size() != cells)) {
      throw new OptionException(
          "autoregressive needs a scorer whose maps are of one size; choose scorer convolutional");
    }
    conditioner = // of a single patch it would learn nothing
        count() == 1
            ? null
            : addChildBlock(
                "conditioner",
                new Conditioner(options.conditionChannels(), options.conditionKernel()));
  }

  /** What was drawn of {@code N = B·R} rows. */
  private static final class Drawn {
    /** Cells, {@code (N,1)} int64 each. */
    final NDList cells = new NDList();

    /** Logarithms of their probabilities, {@code (N,1)} each. */
    final NDList logs = new NDList();

    /** The distributions that they were drawn from, {@code (N,D)} each. */
    final NDList distributions = new NDList();
  }

  @Override
  public Selection select(Views views, Pass pass) {
    int repeats = pass.training() ? options.repeats() : 1;
    Drawn drawn = draw(repeated(scores(views, pass), repeats), own(views, repeats), pass);
    NDArray cells = Joins.concat(drawn.cells, 1); // (B·R,K)
    Shape perRepeat = cells.getShape();
    Shape perImage = new Shape(perRepeat.get(0) / repeats, (long) repeats * count());
    PatchGrids grids = grids(views);
    PatchGrid.GridPatches found = grids.read(views.source(), cells.reshape(perImage));
    Shape patch = found.patches().getShape().slice(2);
    NDArray all = Joins.concat(drawn.distributions, 0); // (K·B·R,D)
    NDArray mean = // (B,D)
        all.reshape(count(), perImage.get(0), repeats, -1).mean(new int[] {2}).mean(new int[] {0});
    NDManager manager = views.low().getManager();
    Selection selection =
        Selection.of(
                found.patches().reshape(perRepeat.addAll(patch)),
                manager.full(perRepeat, 1f / count()),
                found.regions().reshape(perRepeat.add(4)))
            .withRepeats(repeats)
            .with(Part.SCORE_MAP, map(mean))
            .with(Part.CELLS, grids.cells(cells))
            .with(Part.LOG_PROBABILITY, Joins.concat(drawn.logs, 1).sum(new int[] {1}));
    double weight = options.scored().entropy();
    return weight == 0
        ? selection
        : Penalties.entropies(
            selection, entropies(drawn, repeats), weight, options.scored().entropyCap());
  }

  /**
   * Returns the entropies of the distributions, {@code (B·R,K)}, with the gradient of their
   * expectation.
   */
  private static NDArray entropies(Drawn drawn, int repeats) {
    NDList each = new NDList();
    drawn.distributions.forEach(p -> each.add(Attention.entropy(p).expandDims(1)));
    NDArray entropies = Joins.concat(each, 1); // (B·R,K)
    NDArray values = entropies.stopGradient();
    NDArray after = values.sum(new int[] {1}, true).sub(values.cumSum(1)); // Σ_{j>k} H_j
    if (repeats > 1) {
      NDArray rows = after.reshape(-1, repeats, after.getShape().get(1)); // (B,R,K)
      NDArray others = rows.sum(new int[] {1}, true).sub(rows);
      after = rows.sub(Scalars.over(others, repeats - 1)).reshape(after.getShape());
    }
    NDArray logs = Joins.concat(drawn.logs, 1); // (B·R,K)
    return entropies.add(logs.sub(logs.stopGradient()).mul(after));
  }

  /**
   * Draws {@code K} cells of each row.
   *
   * @param scores {@code s}, {@code (N,D)}
   * @param own {@code (N·A,1,gh,gw)}: 1 in an image's own grid
   */
  private Drawn draw(NDArray scores, Optional<NDArray> own, Pass pass) {
    Drawn drawn = new Drawn();
    NDArray attention = scores.softmax(1);
    NDArray relative = attention.div(attention.max(new int[] {1}, true)); // a / max a
    NDArray one = scores.stopGradient().get(":,0:1").onesLike(); // (N,1)
    NDArray marks = scores.stopGradient().zerosLike(); // m, (N,D)
    for (int k = 0; k < count(); k++) {
      NDArray conditional =
          k == 0 ? scores : without(scores.add(condition(relative, marks, own, pass)), marks);
      NDArray logs = conditional.logSoftmax(1);
      NDArray cell = Draws.one(logs, pass.random());
      drawn.cells.add(cell);
      drawn.logs.add(logs.gather(cell, 1));
      drawn.distributions.add(logs.exp());
      marks = marks.scatter(cell, one, 1);
    }
    return drawn;
  }

  /** Returns {@code g(a / max a, m)}, {@code (N,D)}. */
  private NDArray condition(NDArray relative, NDArray marks, Optional<NDArray> own, Pass pass) {
    PatchGrid grid = proposals().finest();
    int sizes = proposals().grids().size();
    NDArray drawn = // of any size, (N,A,gh,gw)
        marks
            .reshape(-1, sizes, grid.rows(), grid.columns())
            .max(new int[] {1}, true)
            .repeat(1, sizes);
    NDList inputs = new NDList(relative.reshape(map()).concat(drawn.reshape(map()), 1));
    own.ifPresent(inputs::add);
    return conditioner
        .forward(pass.parameters(), inputs, pass.training())
        .singletonOrThrow()
        .reshape(marks.getShape());
  }

  private Optional<NDArray> own(Views views, int repeats) {
    return own(views, views.low().getManager())
        .map(cells -> repeated(cells, repeats))
        .map(cells -> cells.reshape(map()));
  }

  /** Returns the shape of the maps of all rows and sizes, {@code (N·A,1,gh,gw)}. */
  private Shape map() {
    return new Shape(-1, 1, proposals().finest().rows(), proposals().finest().columns());
  }

  /** Returns each row of {@code (B,D)} so often, {@code (B·R,D)}, with its gradient. */
  private static NDArray repeated(NDArray rows, int repeats) {
    Shape shape = rows.getShape();
    return rows.expandDims(1)
        .broadcast(shape.get(0), repeats, shape.get(1))
        .reshape(-1, shape.get(1));
  }

  @Override
  public boolean ordered() {
    return true;
  }
}
