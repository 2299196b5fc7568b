package io.ats.topk.ips;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.math.Scalars;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.SelectorBlock;
import java.util.Optional;

/**
 * Iterative patch selection (Bergner et al., ICLR 2023, algorithm 1). In evaluation mode and
 * without gradient, a buffer is filled with the first {@code M} of the shuffled candidates; the
 * others are then embedded {@code I} at a time, and the {@code M} patches of largest attention
 * among the buffer and the new ones are kept. The final {@code M} are read again and encoded with
 * gradient; {@code w_k = 1/M}.
 *
 * <p>Memory is that of {@code M + I} patches, plus 24 bytes per candidate: its random key, its
 * place in the shuffled order, and its cell of the score map.
 *
 * <p>Of images of different sizes each has its own candidates, which come first in its order; what
 * follows while others still have some is never kept.
 *
 * <p>If the aggregator's attention is a single softmax (one head and one query, or {@code
 * gated-attention}), the result is the exact top {@code M} of all candidates, whatever their order.
 * With several heads or queries, each is normalised over the candidates compared, so the mean
 * attention, and the result, depend slightly on the order, as in the original.
 */
public final class IterativeSelection extends SelectorBlock {

  /** Each pass keeps 0.9 of the running statistics: at most 0.02 of the initial values is left. */
  private static final int SETTLING_PASSES = 40;

  private final IterativeSelectionOptions options;
  private final PatchGrid grid;

  /**
   * Creates a selector; it has no parameters.
   *
   * @throws OptionException if there are fewer candidates than patches to keep
   */
  public IterativeSelection(IterativeSelectionOptions options, ImageSpec image) {
    this.options = options;
    grid = options.grid(image);
  }

  @Override
  public boolean needsScorer() {
    return true;
  }

  /**
   * Orients the aggregator's attention by {@code M + I} random candidates per image, after updating
   * the running statistics of the encoder's normalisations on random candidates. A patch's salience
   * is its contrast: the standard deviation of its pixels, averaged over the channels.
   */
  @Override
  public void beforeTraining(Views views, Pass pass) {
    if (!options.orient()) {
      return;
    }
    Candidates candidates = candidates(views);
    try (NDManager own = views.low().getManager().newSubManager()) {
      NDArray order = candidates.shuffled(own, pass.random()); // (B,D)
      for (int i = 0; i < SETTLING_PASSES; i++) {
        try (NDManager once = own.newSubManager()) {
          NDArray cells = order.get(once, new NDIndex(":, :{}", options.patch().patches()));
          // Read in every pass: an augmentation may move the patches.
          pass.detached(once, true).encode(candidates.patches(cells));
        }
      }
      NDList features = new NDList();
      NDList contrast = new NDList();
      int seen = Math.min(candidates.least(), options.patch().patches() + options.iteration());
      // M patches at a time, to need no more memory than a selection.
      for (int first = 0; first < seen; first += options.patch().patches()) {
        int next = Math.min(seen, first + options.patch().patches());
        try (NDManager once = own.newSubManager()) {
          NDArray cells = order.get(once, new NDIndex(":, {}:{}", first, next));
          NDArray patches = candidates.patches(cells);
          features.add(pass.detached(once, false).encode(patches));
          contrast.add(contrast(patches));
          features.get(features.size() - 1).attach(own);
          contrast.get(contrast.size() - 1).attach(own);
        }
      }
      pass.scorer()
          .orient(
              NDArrays.concat(features, 1),
              NDArrays.concat(contrast, 1),
              pass.detached(own, false).parameters());
    }
  }

  /** Returns the contrast of patches {@code (B,I,C,h,w)}: {@code (B,I)}. */
  private static NDArray contrast(NDArray patches) {
    Shape shape = patches.getShape(); // (B,I,C,h,w)
    NDArray pixels = patches.reshape(shape.get(0), shape.get(1), shape.get(2), -1);
    NDArray centred = pixels.sub(pixels.mean(new int[] {3}, true));
    return centred.square().mean(new int[] {3}).sqrt().mean(new int[] {2});
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDManager manager = views.low().getManager();
    Candidates candidates = candidates(views);
    NDArray order = // (B,D)
        options.shuffle()
            ? candidates.shuffled(manager, pass.random())
            : candidates.inOrder(manager);
    Buffer buffer = null;
    for (int first = 0; first < candidates.most(); ) {
      int next =
          buffer == null
              ? options.patch().patches()
              : Math.min(candidates.most(), first + options.iteration());
      // Frees every array of the iteration but the buffer.
      try (NDManager own = manager.newSubManager()) {
        NDArray cells = order.get(own, new NDIndex(":, {}:{}", first, next)); // (B,I)
        Pass inner = pass.detached(own, false);
        Buffer found = new Buffer(cells, candidates.encoded(cells, first, inner::encode));
        Buffer kept = buffer == null ? found : update(candidates, found, inner, buffer);
        if (buffer != null) {
          buffer.close();
        }
        buffer = kept.moveTo(manager);
      }
      first = next;
    }
    return selection(candidates, buffer.sorted(), pass);
  }

  private Candidates candidates(Views views) {
    return Candidates.of(views, grid, options::grid, options.patch().patches());
  }

  /** Returns the {@code M} of largest attention among the new candidates and the buffer. */
  private Buffer update(Candidates candidates, Buffer found, Pass pass, Buffer buffer) {
    // The new ones first: a result belongs to its first operand's manager, here the iteration's.
    Buffer all = found.and(buffer);
    Optional<NDArray> present = candidates.present(all.cells());
    NDArray attention = attention(all, present, pass);
    // Below those of no attention where there is no candidate.
    NDArray order = present.map(there -> attention.add(Scalars.minus(there, 1))).orElse(attention);
    return all.top(order, options.patch().patches());
  }

  /** Returns the scorer's attention, {@code (B,N)}. */
  private static NDArray attention(Buffer buffer, Optional<NDArray> present, Pass pass) {
    return pass.scorer().attention(buffer.features(), present, pass.parameters());
  }

  /** Reads the kept patches; the score map is their attention, 0 elsewhere. */
  private Selection selection(Candidates candidates, Buffer kept, Pass pass) {
    NDManager manager = kept.cells().getManager();
    Shape shape = kept.cells().getShape(); // (B,M)
    NDArray attention = attention(kept, Optional.empty(), pass.detached(manager, false));
    NDArray map =
        manager
            .zeros(new Shape(shape.get(0), grid.size()))
            .scatter(kept.cells(), attention, 1)
            .reshape(shape.get(0), grid.rows(), grid.columns());
    PatchGrid.GridPatches read = candidates.read(kept.cells());
    return Selection.of(
            read.patches(), manager.full(shape, 1f / options.patch().patches()), read.regions())
        .with(Part.SCORE_MAP, map)
        .with(Part.CELLS, kept.cells());
  }

  @Override
  public boolean readsView() {
    return false;
  }

  @Override
  public Optional<ScoreGrid> scoreGrid() {
    return Optional.of(grid.centres());
  }

  @Override
  public Optional<ScoreGrid> scoreGrid(ImageSpec image) {
    return Optional.of(options.grid(image).centres());
  }

  @Override
  public boolean takesPadding() {
    return true;
  }
}
