package io.ats.core.encoders;

import ai.djl.ndarray.types.Shape;
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

/**
 * Encoder {@code deep-mil}: {@code (N,C,h,w)} to {@code (N,512)}; of the paper's patches of 27×27
 * the dense layers read a map of 48×5×5.
 */
@About(
    summary =
        "Convolutions 4×4 of 36 and 3×3 of 48 without padding, each with ReLU and 2×2 max-pooling,"
            + " then two dense layers of 512 with ReLU and dropout.",
    paper = "Ilse et al., Attention-based Deep MIL, ICML 2018: the network for colon cancer")
public record DeepMil(
    @Option(
            value = "fraction of each dense layer's outputs set to zero in training",
            min = 0,
            max = 0.95)
        double dropout,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /** Half of the outputs are dropped; the paper's table has no rate. */
  public static final DeepMil DEFAULTS = new DeepMil(0.5, 0);

  private static final int FEATURES = 512;

  /** Checks the ranges. */
  public DeepMil {
    Options.check(DeepMil.class, dropout, norm);
  }

  @Override
  public Block create() {
    Shape window = new Shape(2, 2);
    Layers layers = new Layers();
    layers
        .add(Convolutions.validRelu(4, 36))
        .add(Pool.maxPool2dBlock(window, window))
        .add(Convolutions.validRelu(3, 48))
        .add(Pool.maxPool2dBlock(window, window))
        .add(Blocks.batchFlattenBlock());
    for (int i = 0; i < 2; i++) {
      layers.add(Linear.builder().setUnits(FEATURES).build()).add(Activation.reluBlock());
      if (dropout > 0) {
        layers.add(Dropout.builder().optRate((float) dropout).build());
      }
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.NONE, norm);
  }

  @Override
  public int leastPatch() {
    return 11; // 11 - 3 = 8, 4, 4 - 2 = 2, 1
  }
}
