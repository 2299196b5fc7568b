package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.score.ActivationKind;
import java.util.List;

/**
 * The network {@code g} of {@link Autoregressive}: convolutions on a score grid that keep its size,
 * with leaky ReLUs between them, from two maps {@code (N,2,gh,gw)} to one {@code (N,1,gh,gw)}.
 *
 * <p>Where an image's own grid is smaller, a second input {@code (N,1,gh,gw)} is 1 in it, and what
 * lies outside counts as the zeros that a convolution finds beyond an edge.
 */
final class Conditioner extends AbstractBlock {

  private static final int MAPS = 2;

  private final SequentialBlock layers;

  /**
   * Creates a network, not yet initialised.
   *
   * @param channels of all convolutions but the last, which has one
   * @param kernel odd side of each convolution, cells
   */
  Conditioner(List<Integer> channels, int kernel) {
    SequentialBlock network = new SequentialBlock();
    for (int filters : channels) {
      network.add(convolution(filters, kernel, true)).add(ActivationKind.LEAKY_RELU.block());
    }
    // A bias would cancel in the softmax.
    network.add(convolution(1, kernel, false));
    layers = addChildBlock("layers", network);
  }

  private static Conv2d convolution(int filters, int kernel, boolean bias) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .setFilters(filters)
        .optBias(bias)
        .build();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray x = inputs.get(0);
    for (Block layer : layers.getChildren().values()) {
      x = layer.forward(parameters, new NDList(x), training).singletonOrThrow();
      x = inputs.size() == 1 ? x : x.mul(inputs.get(1));
    }
    return new NDList(x);
  }

  /** Takes two maps, whatever the shape of the view that a selector's blocks are given. */
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape view = inputShapes[0];
    layers.initialize(manager, dataType, new Shape(view.get(0), MAPS, view.get(2), view.get(3)));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape maps = inputShapes[0];
    return new Shape[] {new Shape(maps.get(0), 1, maps.get(2), maps.get(3))};
  }
}
