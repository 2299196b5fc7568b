package io.ats.saccade.transformer;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;

/** The network that encodes the low-resolution view, {@code φ(x̂)}. */
public final class ViewNetwork {

  private ViewNetwork() {}

  /**
   * Returns two 3×3 convolutions of stride 2 with ReLU, then a linear layer with ReLU on the
   * flattened map: {@code (B,C,vh,vw)} to {@code (B,features)}, not yet initialised.
   *
   * @param channels of the first convolution; the second has twice as many
   */
  public static Block create(int channels, int features) {
    return new SequentialBlock()
        .add(halving(channels))
        .add(Activation.reluBlock())
        .add(halving(2 * channels))
        .add(Activation.reluBlock())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(features).build())
        .add(Activation.reluBlock());
  }

  private static Conv2d halving(int channels) {
    return Conv2d.builder()
        .setKernelShape(new Shape(3, 3))
        .optStride(new Shape(2, 2))
        .optPadding(new Shape(1, 1))
        .setFilters(channels)
        .build();
  }
}
