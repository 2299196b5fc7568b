package io.ats.topk.nts;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.nts.Navigator;
import io.ats.topk.perturbed.PerturbedTopK;

/**
 * NTS-Net by perturbed top-K (Cordonnier et al., CVPR 2021, section 5.3): the scores of all
 * proposals of three scales, concatenated and scaled to [0,1], go through {@link PerturbedTopK}, so
 * that the navigator learns from the classification. Instead of suppression the navigator has
 * squeeze-and-excitation. The whole image's features are {@link Part#WHOLE}.
 */
public final class NtsTopK extends PerturbedTopK {

  private final Navigator navigator;

  /** Creates a selector, not yet initialised. */
  public NtsTopK(NtsTopKOptions options, ImageSpec image) {
    this(options, image, new Navigator(options.navigator(), options.reduction()));
  }

  private NtsTopK(NtsTopKOptions options, ImageSpec image, Navigator navigator) {
    super(options.perturbed(), image, navigator);
    this.navigator = navigator;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    Navigator.Seen seen = navigator.see(views, pass);
    return select(views, pass, masked(views, seen.scores())).with(Part.WHOLE, seen.features());
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
  public boolean hasWhole() {
    return true;
  }
}
