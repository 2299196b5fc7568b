package io.ats.saccade.variational;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Pass;
import io.ats.core.layers.Dense;
import io.ats.core.layers.GroupNorm;
import io.ats.core.layers.TransposedConvolution;

/**
 * Decodes a vector {@code (B,n)} to the parameters of the view's distribution, {@code (B,C,vh,vw)}:
 * a linear layer with ReLU to a map of a quarter of the view's sides, then two transposed
 * convolutions, each of which doubles the sides, with a ReLU between them.
 */
final class ViewDecoder extends AbstractBlock {

  private static final int QUARTER = 4;

  private final Shape view;
  private final int channels;
  private final long height;
  private final long width;
  private final Block map;
  private final Block layers;

  /**
   * Creates a decoder, not yet initialised.
   *
   * @param view {@code (C,vh,vw)}
   * @param channels of the layer before the last; the first map has twice as many
   * @param normalised whether batch normalisation follows the linear layer and group normalisation
   *     the first transposed convolution
   */
  ViewDecoder(Shape view, int channels, boolean normalised) {
    this.view = view;
    this.channels = channels;
    height = (view.get(1) + QUARTER - 1) / QUARTER;
    width = (view.get(2) + QUARTER - 1) / QUARTER;
    map = addChildBlock("map", Dense.hidden(2 * channels * height * width, normalised));
    SequentialBlock upsampling =
        new SequentialBlock().add(new TransposedConvolution(channels, !normalised));
    if (normalised) {
      upsampling.add(new GroupNorm());
    }
    layers =
        addChildBlock(
            "layers",
            upsampling
                .add(Activation.reluBlock())
                .add(new TransposedConvolution((int) view.get(0), true)));
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
    NDArray small = flat.reshape(-1, 2L * channels, height, width);
    NDArray whole = layers.forward(parameters, new NDList(small), training).singletonOrThrow();
    return new NDList(whole.get(":,:,:" + view.get(1) + ",:" + view.get(2)));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    map.initialize(manager, dataType, inputShapes);
    long batch = inputShapes[0].get(0);
    layers.initialize(manager, dataType, new Shape(batch, 2L * channels, height, width));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].slice(0, 1).addAll(view)};
  }
}
