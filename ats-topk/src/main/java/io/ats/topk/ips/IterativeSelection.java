package io.ats.topk.ips;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Pass;
import io.ats.core.PatchSource;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.data.ImageSpec;
import io.ats.core.geometry.PatchGrid;
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
    PatchSource source = views.source();
    try (NDManager own = views.low().getManager().newSubManager()) {
      NDArray order = shuffled(own, source.batch()); // (B,D)
      for (int i = 0; i < SETTLING_PASSES; i++) {
        try (NDManager once = own.newSubManager()) {
          NDArray cells = order.get(once, new NDIndex(":, :{}", options.patch().patches()));
          // Read in every pass: an augmentation may move the patches.
          detached(pass, true, once).encode(patches(source, cells));
        }
      }
      NDList features = new NDList();
      NDList contrast = new NDList();
      int seen = Math.min(grid.size(), options.patch().patches() + options.iteration());
      // M patches at a time, to need no more memory than a selection.
      for (int first = 0; first < seen; first += options.patch().patches()) {
        int next = Math.min(seen, first + options.patch().patches());
        try (NDManager once = own.newSubManager()) {
          NDArray cells = order.get(once, new NDIndex(":, {}:{}", first, next));
          NDArray patches = patches(source, cells);
          features.add(detached(pass, false, once).encode(patches));
          contrast.add(contrast(patches));
          features.get(features.size() - 1).attach(own);
          contrast.get(contrast.size() - 1).attach(own);
        }
      }
      pass.scorer()
          .orient(
              NDArrays.concat(features, 1),
              NDArrays.concat(contrast, 1),
              detached(pass, false, own).parameters());
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
    int batch = views.source().batch();
    NDArray order = order(manager, batch); // (B,D)
    Buffer buffer = null;
    for (int first = 0; first < grid.size(); ) {
      int next =
          buffer == null
              ? options.patch().patches()
              : Math.min(grid.size(), first + options.iteration());
      // Frees every array of the iteration but the buffer.
      try (NDManager own = manager.newSubManager()) {
        NDArray cells = order.get(own, new NDIndex(":, {}:{}", first, next)); // (B,I)
        Buffer kept = update(views.source(), cells, detached(pass, false, own), buffer);
        if (buffer != null) {
          buffer.close();
        }
        buffer = kept.moveTo(manager);
      }
      first = next;
    }
    return selection(views.source(), buffer.sorted(), pass);
  }

  /** Returns the order in which candidates are embedded: {@code (B,D)} int64. */
  NDArray order(NDManager manager, int batch) {
    return options.shuffle()
        ? shuffled(manager, batch)
        : manager.arange(0, grid.size(), 1, DataType.INT64).expandDims(0).repeat(0, batch);
  }

  private NDArray shuffled(NDManager manager, int batch) {
    try (NDManager own = manager.newSubManager()) {
      NDArray order = own.randomUniform(0, 1, new Shape(batch, grid.size())).argSort(1);
      order.attach(manager);
      return order;
    }
  }

  private static Pass detached(Pass pass, boolean training, NDManager own) {
    return new Pass(
        new DetachedParameters(pass.parameters(), own),
        training,
        pass.progress(),
        pass.encoder(),
        pass.scorer());
  }

  /**
   * Embeds candidates, and returns the {@code M} of largest attention among them and the buffer.
   */
  private Buffer update(PatchSource source, NDArray cells, Pass pass, Buffer buffer) {
    Buffer found = new Buffer(cells, pass.encode(patches(source, cells)));
    if (buffer == null) {
      return found;
    }
    // The new ones first: a result belongs to its first operand's manager, here the iteration's.
    Buffer all = found.and(buffer);
    return all.top(attention(all, pass), options.patch().patches());
  }

  /** Returns {@code (B,I,C,h,w)}. */
  private NDArray patches(PatchSource source, NDArray cells) {
    return source
        .crop(grid.origins(cells), grid.patchHeight(), grid.patchWidth(), options.patch().border())
        .stopGradient();
  }

  /** Returns the scorer's attention, {@code (B,N)}. */
  private static NDArray attention(Buffer buffer, Pass pass) {
    return pass.scorer().attention(buffer.features(), pass.parameters());
  }

  /** Reads the kept patches; the score map is their attention, 0 elsewhere. */
  private Selection selection(PatchSource source, Buffer kept, Pass pass) {
    NDManager manager = kept.cells().getManager();
    Shape shape = kept.cells().getShape(); // (B,M)
    NDArray attention = attention(kept, detached(pass, false, manager));
    NDArray map =
        manager
            .zeros(new Shape(shape.get(0), grid.size()))
            .scatter(kept.cells(), attention, 1)
            .reshape(shape.get(0), grid.rows(), grid.columns());
    PatchGrid.GridPatches read = grid.read(source, kept.cells());
    return Selection.of(
            read.patches(), manager.full(shape, 1f / options.patch().patches()), read.regions())
        .with(Part.SCORE_MAP, map)
        .with(Part.CELLS, kept.cells());
  }

  @Override
  public Optional<ScoreGrid> scoreGrid() {
    return Optional.of(grid.centres());
  }
}
