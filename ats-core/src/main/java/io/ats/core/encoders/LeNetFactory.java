package io.ats.core.encoders;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import io.ats.core.plugin.EncoderFactory;

/** Makes {@code lenet}. */
public final class LeNetFactory implements EncoderFactory<LeNetOptions> {

  private static final int FIRST = 7;
  private static final int OTHER = 3;
  private static final int OTHERS = 3;

  @Override
  public LeNetOptions defaults() {
    return LeNetOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Convolutions 7×7, 3×3, 3×3, 3×3 without padding, ReLU, global max-pooling.";
  }

  @Override
  public String paper() {
    return "Katharopoulos & Fleuret, ICML 2019, supplement H.1 and the authors' code";
  }

  @Override
  public Block create(LeNetOptions options) {
    SequentialBlock layers = new SequentialBlock();
    layers.add(Convolutions.validRelu(FIRST, options.channels()));
    if (options.pool() > 1) {
      Shape window = new Shape(options.pool(), options.pool());
      layers.add(Pool.maxPool2dBlock(window, window));
    }
    for (int i = 0; i < OTHERS; i++) {
      layers.add(Convolutions.validRelu(OTHER, options.channels()));
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MAX, options.norm());
  }

  @Override
  public int leastPatch(LeNetOptions options) {
    return (1 + OTHERS * (OTHER - 1)) * options.pool() + FIRST - 1;
  }
}
