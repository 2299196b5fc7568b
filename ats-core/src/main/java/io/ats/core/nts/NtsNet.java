package io.ats.core.nts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSelector;

/**
 * NTS-Net (Yang et al., ECCV 2018): the {@link Navigator} scores proposals on the encoder's map of
 * the view; of the {@code M} best after {@link GreedySuppression}, in order of decreasing score,
 * the patches are read. {@code w_k = 1/M}. The scores learn from {@link
 * io.ats.core.objective.RankingLoss} alone, by {@link Part#RANKED}; the whole image's features are
 * {@link Part#WHOLE}.
 */
public final class NtsNet extends ScoredSelector {

  private final NtsNetOptions options;
  private final Navigator navigator;

  /** Creates a selector, not yet initialised. */
  public NtsNet(NtsNetOptions options, ImageSpec image) {
    this(options, image, new Navigator(options.navigator(), 0));
  }

  private NtsNet(NtsNetOptions options, ImageSpec image, Navigator navigator) {
    super(
        new ScoredOptions(options.patch(), 0, 0, ConvolutionalScorerOptions.DEFAULTS.named()),
        image,
        options.patch().patches(),
        navigator);
    this.options = options;
    this.navigator = navigator;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    Navigator.Seen seen = navigator.see(views, pass);
    NDArray scores = masked(views, seen.scores()); // (B,D)
    NDManager manager = scores.getManager();
    PatchGrids grids = grids(views);
    Shape shape = scores.getShape();
    NDArray every =
        manager
            .arange(0, (int) shape.get(1), 1, DataType.INT64)
            .expandDims(0)
            .repeat(0, shape.get(0));
    NDArray chosen = // (B,M)
        GreedySuppression.select(
            scores, grids.regions(every), grids.inside(manager), count(), options.overlap());
    NDArray weights = manager.full(chosen.getShape(), 1f / count(), DataType.FLOAT32);
    return read(views, chosen, weights, scores.stopGradient().softmax(1))
        .with(Part.WHOLE, seen.features())
        .with(Part.RANKED, scores.gather(chosen, 1));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    navigator.initialize(manager, dataType, navigator.require(inputShapes[3], proposals()));
  }

  @Override
  public boolean needsMap() {
    return true;
  }

  @Override
  public boolean needsPatchLogits() {
    return true;
  }

  @Override
  public boolean hasWhole() {
    return true;
  }

  @Override
  public boolean byScore() {
    return true;
  }
}
