package io.ats.saccade.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.plugin.SelectorBlock;

/**
 * One crop whose location and size a network predicts from the view, trained through the bilinear
 * sampling alone (Jaderberg et al., "Spatial Transformer Networks", NeurIPS 2015, with scale and
 * translation only).
 */
public final class LearnedCrop extends SelectorBlock {

  private final Cropping cropping;
  private final Block view;
  private final Localisation localisation;

  /** Creates a selector, not yet initialised. */
  public LearnedCrop(LearnedCropOptions options, ImageSpec image) {
    cropping = options.cropping();
    view = addChildBlock("view", ViewNetwork.create(options.channels(), options.features(), false));
    localisation = addChildBlock("localisation", cropping.layer());
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray features =
        view.forward(pass.parameters(), new NDList(views.low()), pass.training())
            .singletonOrThrow(); // (B,X)
    NDArray outputs = localisation.outputs(pass.parameters(), features, pass.training());
    NDArray theta = cropping.theta(outputs, pass.progress()); // (B,3)
    NDArray crops = cropping.cut(views.source(), theta, pass.progress()); // (B,1,C,h,w)
    NDArray weights = views.low().getManager().ones(new Shape(crops.getShape().get(0), 1));
    return Selection.of(crops, weights, SpatialTransformer.regions(theta));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    view.initialize(manager, dataType, inputShapes[0]);
    localisation.initialize(manager, dataType, view.getOutputShapes(new Shape[] {inputShapes[0]}));
  }
}
