package io.ats.core.encoders;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import io.ats.core.plugin.EncoderFactory;

/** Makes {@code convnet}. */
public final class ConvNetFactory implements EncoderFactory<ConvNetOptions> {

  @Override
  public ConvNetOptions defaults() {
    return ConvNetOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Convolutions 3×3 with ReLU, each halving the size, then a linear layer on the whole map"
        + " or on each channel's maximum.";
  }

  @Override
  public String paper() {
    return "LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998 (the kind)";
  }

  @Override
  public Block create(ConvNetOptions options) {
    SequentialBlock layers = new SequentialBlock();
    boolean strided = options.downsampling() == ConvNetOptions.Downsampling.STRIDE;
    for (int i = 0; i < options.layers(); i++) {
      int channels = i == 0 ? options.channels() : 2 * options.channels();
      layers.add(Convolutions.same(3, channels, strided ? 2 : 1, !options.batchNorm()));
      if (options.batchNorm()) {
        layers.add(Convolutions.norm());
      }
      if (!strided) {
        // Before the ReLU, to the same values and gradients: a quarter is left for it.
        layers.add(new HalvingMaxPool());
      }
      layers.add(Activation.reluBlock());
    }
    layers.add(
        switch (options.pooling()) {
          case NONE -> Blocks.batchFlattenBlock();
          case MAX -> Pool.globalMaxPool2dBlock();
        });
    if (options.dropout() > 0) {
      layers.add(Dropout.builder().optRate((float) options.dropout()).build());
    }
    layers.add(Linear.builder().setUnits(options.features()).build()).add(Activation.reluBlock());
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.NONE, options.norm());
  }

  @Override
  public int leastPatch(ConvNetOptions options) {
    boolean strided = options.downsampling() == ConvNetOptions.Downsampling.STRIDE;
    return strided ? 1 : 1 << options.layers();
  }
}
