package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Border;
import io.ats.core.Pass;
import io.ats.core.data.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.ReceptiveField;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.Scorer;

/**
 * A convolutional network that scores positions: from the low-resolution view {@code (B,C,vh,vw)}
 * to {@code (B,1,gh,gw)} (the attention network of Katharopoulos &amp; Fleuret 2019, supplement H;
 * the scorer of Cordonnier et al. 2021, appendix F). Smoothing and suppression, off by default, are
 * ours; suppression is not a layer but part of {@link #score}.
 */
public final class ConvolutionalScorer extends AbstractBlock implements Scorer {

  private static final int KERNEL = 3;

  private final ConvolutionalScorerOptions options;
  private final SequentialBlock layers;

  /** Creates a scorer, not yet initialised. */
  public ConvolutionalScorer(ConvolutionalScorerOptions options) {
    this.options = options;
    SequentialBlock network = new SequentialBlock();
    for (int channels : options.channels()) {
      network.add(convolution(channels, true)).add(options.activation().block());
      if (options.batchNorm()) {
        network.add(BatchNorm.builder().build());
      }
    }
    // A bias would cancel in the softmax; its gradient would be rounding error, which Adam scales
    // up.
    network.add(convolution(1, false));
    if (options.smoothing() > 1) {
      network.add(new LambdaBlock(maps -> new NDList(smoothed(maps.get(0))), "smoothing"));
    }
    if (options.pool() > 1) {
      Shape window = new Shape(options.pool(), options.pool());
      network.add(Pool.maxPool2dBlock(window, window));
    }
    layers = addChildBlock("layers", network);
  }

  private Conv2d convolution(int channels, boolean bias) {
    int padding = options.padding().cells();
    return Conv2d.builder()
        .setKernelShape(new Shape(KERNEL, KERNEL))
        .optPadding(new Shape(padding, padding))
        .setFilters(channels)
        .optBias(bias)
        .build();
  }

  /**
   * Returns the mean over the window's cells inside the map: the engine's average includes the
   * padding's zeros, which would bias the scores at the image's edge.
   */
  private NDArray smoothed(NDArray map) {
    int side = options.smoothing();
    Shape window = new Shape(side, side);
    Shape padding = new Shape(side / 2, side / 2);
    Shape step = new Shape(1, 1);
    NDArray inside = map.stopGradient().onesLike();
    return Pool.avgPool2d(map, window, step, padding, false, true)
        .div(Pool.avgPool2d(inside, window, step, padding, false, true));
  }

  /** Returns the receptive field of a score, in pixels of the view. */
  public ReceptiveField receptiveField() {
    ReceptiveField field = ReceptiveField.IDENTITY;
    for (int i = 0; i < convolutions(); i++) {
      field = field.then(KERNEL, 1, options.padding().cells());
    }
    return field
        .then(options.smoothing(), 1, options.smoothing() / 2)
        .then(options.pool(), options.pool(), 0);
  }

  private int convolutions() {
    return options.channels().size() + 1;
  }

  @Override
  public PatchGrid grid(ImageSpec image, int patchSize, Border border) {
    return PatchGrid.ofScores(
        image,
        receptiveField(),
        cells(image.viewHeight(), image),
        cells(image.viewWidth(), image),
        patchSize,
        border);
  }

  /** Returns the scores along a side of the view. */
  private int cells(int side, ImageSpec image) {
    int lost = (KERNEL - 1 - 2 * options.padding().cells()) * convolutions();
    int cells = (side - lost) / options.pool();
    if (side <= lost || cells < 1) {
      throw new OptionException(
          "a view of %d×%d is too small for the scorer: it needs at least %d pixels a side; choose a larger view-scale, fewer channels, a smaller pool, or padding same"
              .formatted(image.viewHeight(), image.viewWidth(), lost + options.pool()));
    }
    return cells;
  }

  @Override
  public NDArray score(NDArray view, Pass pass) {
    NDArray map = forward(pass.parameters(), new NDList(view), pass.training()).singletonOrThrow();
    NDArray kept =
        options.suppression() > 1 ? Suppression.nonMaxima(map, options.suppression()) : map;
    return kept.reshape(kept.getShape().get(0), -1);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    return layers.forward(parameters, inputs, training);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    layers.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return layers.getOutputShapes(inputShapes);
  }
}
