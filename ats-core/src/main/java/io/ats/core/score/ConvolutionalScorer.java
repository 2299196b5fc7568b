package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.geometry.PatchSize;
import io.ats.core.geometry.Proposals;
import io.ats.core.geometry.ReceptiveField;
import io.ats.core.math.Scalars;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.Scorer;
import java.util.function.ToIntFunction;

/**
 * A convolutional network that scores positions: from the low-resolution view {@code (B,C,vh,vw)}
 * to {@code (B,A,gh,gw)}, a channel for each of {@code A} patch sizes (the attention network of
 * Katharopoulos &amp; Fleuret 2019, supplement H; the scorer of Cordonnier et al. 2021, appendix
 * F). Smoothing and suppression, off by default, are ours; suppression is not a layer but part of
 * {@link #score}.
 */
public final class ConvolutionalScorer extends AbstractBlock implements Scorer {

  private static final int KERNEL = 3;

  /** Less than any share of a window. */
  private static final double TINY = 1e-9;

  private final ConvolutionalScorerOptions options;
  private final SequentialBlock layers;
  private final Block smoothing;
  private final Block pooling;

  /** Creates a scorer of one patch size, not yet initialised. */
  public ConvolutionalScorer(ConvolutionalScorerOptions options) {
    this(options, 1);
  }

  /**
   * Creates a scorer, not yet initialised.
   *
   * @param sizes {@code A}, of patches: channels of the last convolution
   */
  public ConvolutionalScorer(ConvolutionalScorerOptions options, int sizes) {
    this.options = options;
    SequentialBlock network = new SequentialBlock();
    for (int channels : options.channels()) {
      network.add(convolution(channels, true)).add(options.activation().block());
      if (options.batchNorm()) {
        network.add(BatchNorm.builder().build());
      }
    }
    // The bias of a single channel would cancel in the softmax; its gradient would be rounding
    // error, which Adam scales up. Those of several prefer one size to another.
    network.add(convolution(sizes, sizes > 1));
    smoothing =
        new LambdaBlock(
            maps -> new NDList(smoothed(maps.get(0), maps.get(0).stopGradient().onesLike())),
            "smoothing");
    if (options.smoothing() > 1) {
      network.add(smoothing);
    }
    Shape window = new Shape(options.pool(), options.pool());
    pooling = Pool.maxPool2dBlock(window, window);
    if (options.pool() > 1) {
      network.add(pooling);
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
   * Returns the mean over the window's cells inside the image: the engine's average includes the
   * padding's zeros, which would bias the scores at the image's edge.
   *
   * @param map {@code (B,A,gh,gw)}, 0 outside the image
   * @param inside likewise, or {@code (B,1,gh,gw)}: 1 inside the image, else 0
   */
  private NDArray smoothed(NDArray map, NDArray inside) {
    int side = options.smoothing();
    Shape window = new Shape(side, side);
    Shape padding = new Shape(side / 2, side / 2);
    Shape step = new Shape(1, 1);
    NDArray share = Pool.avgPool2d(inside, window, step, padding, false, true);
    return Pool.avgPool2d(map, window, step, padding, false, true)
        .div(Scalars.atLeast(share, TINY));
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
  public PatchGrid grid(ImageSpec image, PatchSize size, Border border) {
    return PatchGrid.ofScores(
        image,
        receptiveField(),
        cells(image.viewHeight(), image),
        cells(image.viewWidth(), image),
        size,
        border);
  }

  /** Returns by how many pixels the convolutions make a side shorter. */
  private int lost() {
    return (KERNEL - 1 - 2 * options.padding().cells()) * convolutions();
  }

  private int cells(long side) {
    return (int) (side - lost()) / options.pool();
  }

  /** Returns the scores along a side of the view. */
  private int cells(int side, ImageSpec image) {
    int lost = lost();
    int cells = cells(side);
    if (side <= lost || cells < 1) {
      throw new OptionException(
          "a view of %d×%d is too small for the scorer: it needs at least %d pixels a side; choose a larger view-scale, fewer channels, a smaller pool, or padding same"
              .formatted(image.viewHeight(), image.viewWidth(), lost + options.pool()));
    }
    return cells;
  }

  @Override
  public NDArray score(Views views, Pass pass) {
    NDArray map = views.padded() ? padded(views, pass) : apply(layers, views.low(), pass);
    NDArray kept =
        options.suppression() > 1
            ? Suppression.nonMaxima(shown(views, map), options.suppression(), columns(views, map))
            : map;
    return kept.reshape(kept.getShape().get(0), -1);
  }

  /** Returns the map without background, whose scores are not to suppress those beside it. */
  private NDArray shown(Views views, NDArray map) {
    if (views.foreground() == null) {
      return map;
    }
    Shape view = views.low().getShape();
    ImageSpec most =
        new ImageSpec(
            (int) view.get(1),
            views.source().height(),
            views.source().width(),
            (int) view.get(2),
            (int) view.get(3));
    return PatchGrids.of(views, cells(most), this::cells)
        .showing(views, 1)
        .inside(map.getManager())
        .map(inside -> inside.reshape(-1, 1, map.getShape().get(2), map.getShape().get(3)))
        .map(inside -> Suppression.outside(map, inside.broadcast(map.getShape())))
        .orElse(map);
  }

  private Proposals cells(ImageSpec image) {
    return Proposals.of(grid(image, PatchSize.square(1), Border.ZERO));
  }

  /** Returns the columns of each image's own map, or of all. */
  private int[] columns(Views views, NDArray map) {
    return views.padded()
        ? own(views, ImageSpec::viewWidth, lost(), options.pool())
        : new int[] {(int) map.getShape().get(3)};
  }

  private static int[] own(Views views, ToIntFunction<ImageSpec> side, int lost, int pool) {
    return views.images().stream().mapToInt(i -> (side.applyAsInt(i) - lost) / pool).toArray();
  }

  /**
   * Returns the map of views with padding. Only the corner that has images is computed. After each
   * layer the padding is set to zero again, which is what the engine puts beside an image without
   * padding.
   */
  private NDArray padded(Views views, Pass pass) {
    if (options.batchNorm()) {
      throw new OptionException(
          "scorer.batch-norm = true: the images' sizes differ, and padding would enter the batch's statistics; set it to false, or give the dataset a view-size");
    }
    Shape whole = views.low().getShape();
    int height = views.images().stream().mapToInt(ImageSpec::viewHeight).max().getAsInt();
    int width = views.images().stream().mapToInt(ImageSpec::viewWidth).max().getAsInt();
    NDArray mask = corner(views.inside(), height, width);
    NDArray x = corner(views.low(), height, width).mul(mask);
    for (Block layer : layers.getChildren().values()) {
      x = layer == smoothing ? smoothed(x, mask) : apply(layer, x, pass);
      if (!x.getShape().slice(2).equals(mask.getShape().slice(2))) {
        mask = inside(views, height, x.getShape(), layer == pooling);
      }
      x = x.mul(mask);
    }
    NDArray scores = Suppression.outside(x, mask.broadcast(x.getShape()));
    return Suppression.widened(scores, cells(whole.get(2)), cells(whole.get(3)));
  }

  private static NDArray corner(NDArray map, int height, int width) {
    return map.get(":, :, :%d, :%d".formatted(height, width));
  }

  private static NDArray apply(Block layer, NDArray x, Pass pass) {
    return layer.forward(pass.parameters(), new NDList(x), pass.training()).singletonOrThrow();
  }

  /** Returns 1 where a map {@code (B,1,h,w)} has what it has of each image alone, else 0. */
  private NDArray inside(Views views, int viewHeight, Shape map, boolean pooled) {
    int height = (int) map.get(2);
    int width = (int) map.get(3);
    int lost = pooled ? lost() : viewHeight - height;
    int pool = pooled ? options.pool() : 1;
    int[] rows = own(views, ImageSpec::viewHeight, lost, pool);
    int[] columns = own(views, ImageSpec::viewWidth, lost, pool);
    return Views.corners(views.low().getManager(), rows, columns, height, width).expandDims(1);
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
