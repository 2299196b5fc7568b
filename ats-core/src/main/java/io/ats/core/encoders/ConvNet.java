package io.ats.core.encoders;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;

/** Encoder {@code convnet}. */
@About(
    summary =
        "3×3 convolutions with ReLU, each halving the size, then a linear layer on the whole map or"
            + " on each channel's maximum.",
    paper =
        "LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998"
            + " (kind of network)")
public record ConvNet(
    @Option(value = "3×3 convolutions, each halving the size", min = 1, max = 10) int layers,
    @Option(
            value = "channels of the first convolution; the others have twice as many",
            min = 1,
            max = 1024)
        int channels,
    @Option("how a convolution halves the size; stride has a quarter of the cost")
        Downsampling downsampling,
    @Option(
            "pooling of the last map before the linear layer; max: each channel's maximum, which does"
                + " not depend on an object's position in the patch")
        Pooling pooling,
    @Option(value = "features F, outputs of the linear layer", min = 1, max = 4096) int features,
    @Option("batch normalisation after each convolution") boolean batchNorm,
    @Option(value = "fraction of the last map set to zero in training", min = 0, max = 0.95)
        double dropout,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /** How a convolution halves the size. */
  public enum Downsampling {
    /** 2×2 max-pooling after the convolution. */
    MAX_POOL,
    /** A stride of 2. */
    STRIDE
  }

  /** Pooling of the last map before the linear layer. */
  public enum Pooling {
    /** None: the linear layer reads the whole map. */
    NONE,
    /** Each channel's maximum. */
    MAX
  }

  /** A small network for digits. */
  public static final ConvNet DEFAULTS =
      new ConvNet(3, 16, Downsampling.MAX_POOL, Pooling.NONE, 64, false, 0, 0);

  /** Checks the ranges. */
  public ConvNet {
    Options.check(
        ConvNet.class, layers, channels, downsampling, pooling, features, batchNorm, dropout, norm);
  }

  @Override
  public Block create() {
    Layers network = new Layers();
    boolean strided = downsampling == Downsampling.STRIDE;
    for (int i = 0; i < layers; i++) {
      int filters = i == 0 ? channels : 2 * channels;
      network.add(Convolutions.same(3, filters, strided ? 2 : 1, !batchNorm));
      if (batchNorm) {
        network.add(Convolutions.norm());
      }
      if (!strided) {
        // Before the ReLU: the same values and gradients, from a quarter of the ReLU's work.
        network.add(new HalvingMaxPool());
      }
      network.add(Activation.reluBlock());
    }
    network.add(
        switch (pooling) {
          case NONE -> Blocks.batchFlattenBlock();
          case MAX -> Pool.globalMaxPool2dBlock();
        });
    if (dropout > 0) {
      network.add(Dropout.builder().optRate((float) dropout).build());
    }
    network.add(Linear.builder().setUnits(features).build()).add(Activation.reluBlock());
    return new FeatureNetwork(network, FeatureNetwork.Pooling.NONE, norm);
  }

  @Override
  public int leastPatch() {
    boolean strided = downsampling == Downsampling.STRIDE;
    return strided ? 1 : 1 << layers;
  }
}
