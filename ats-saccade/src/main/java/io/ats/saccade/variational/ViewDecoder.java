package io.ats.saccade.variational;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Pass;

/**
 * Decodes a vector {@code (B,n)} to the parameters of the view's distribution, {@code (B,C,vh,vw)}:
 * a linear layer to a map of a quarter of the view's sides, then twice an upsampling by 2 (each
 * pixel repeated) and a 3×3 convolution, instead of the paper's transposed convolutions, which the
 * engine lacks.
 */
final class ViewDecoder extends AbstractBlock {

  private static final int QUARTER = 4;

  private final Shape view;
  private final int channels;
  private final long height;
  private final long width;
  private final Linear map;
  private final Conv2d middle;
  private final Conv2d last;

  /**
   * Creates a decoder, not yet initialised.
   *
   * @param view {@code (C,vh,vw)}
   * @param channels of the layer before the last; the first map has twice as many
   */
  ViewDecoder(Shape view, int channels) {
    this.view = view;
    this.channels = channels;
    height = (view.get(1) + QUARTER - 1) / QUARTER;
    width = (view.get(2) + QUARTER - 1) / QUARTER;
    map = addChildBlock("map", Linear.builder().setUnits(2 * channels * height * width).build());
    middle = addChildBlock("middle", convolution(channels));
    last = addChildBlock("last", convolution((int) view.get(0)));
  }

  private static Conv2d convolution(int filters) {
    return Conv2d.builder()
        .setKernelShape(new Shape(3, 3))
        .optPadding(new Shape(1, 1))
        .setFilters(filters)
        .build();
  }

  /** Returns the parameters of the view's distribution, {@code (B,C,vh,vw)}. */
  NDArray decode(NDArray input, Pass pass) {
    return forward(pass.parameters(), new NDList(input), pass.training()).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray flat = map.forward(parameters, inputs, training).singletonOrThrow();
    NDArray small = Activation.relu(flat).reshape(-1, 2L * channels, height, width);
    NDArray half =
        middle.forward(parameters, new NDList(doubled(small)), training).singletonOrThrow();
    NDArray whole =
        last.forward(parameters, new NDList(doubled(Activation.relu(half))), training)
            .singletonOrThrow();
    return new NDList(whole.get(":,:,:" + view.get(1) + ",:" + view.get(2)));
  }

  private static NDArray doubled(NDArray map) {
    return map.repeat(2, 2).repeat(3, 2);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    map.initialize(manager, dataType, inputShapes);
    long batch = inputShapes[0].get(0);
    middle.initialize(manager, dataType, new Shape(batch, 2L * channels, 2 * height, 2 * width));
    last.initialize(
        manager, dataType, new Shape(batch, channels, QUARTER * height, QUARTER * width));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].slice(0, 1).addAll(view)};
  }
}
