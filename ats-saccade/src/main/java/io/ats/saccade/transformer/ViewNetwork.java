package io.ats.saccade.transformer;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import io.ats.core.layers.Dense;
import io.ats.core.layers.GroupNorm;

/** The network that encodes the low-resolution view, {@code φ(x̂)}. */
public final class ViewNetwork {

  private ViewNetwork() {}

  /**
   * Returns two 3×3 convolutions of stride 2 with ReLU, then a linear layer with ReLU on the
   * flattened map: {@code (B,C,vh,vw)} to {@code (B,features)}, not yet initialised.
   *
   * @param channels of the first convolution; the second has twice as many
   * @param normalised whether group normalisation follows the convolutions and batch normalisation
   *     the linear layer, before each ReLU
   */
  public static Block create(int channels, int features, boolean normalised) {
    SequentialBlock layers = new SequentialBlock();
    for (int filters : new int[] {channels, 2 * channels}) {
      layers.add(halving(filters, normalised));
      if (normalised) {
        layers.add(new GroupNorm());
      }
      layers.add(Activation.reluBlock());
    }
    return layers.add(Blocks.batchFlattenBlock()).add(Dense.hidden(features, normalised));
  }

  private static Conv2d halving(int channels, boolean normalised) {
    return Conv2d.builder()
        .setKernelShape(new Shape(3, 3))
        .optStride(new Shape(2, 2))
        .optPadding(new Shape(1, 1))
        .setFilters(channels)
        .optBias(!normalised)
        .build();
  }
}
