package io.ats.core.encoders;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import io.ats.core.plugin.EncoderFactory;
import java.util.Arrays;

/** Makes {@code lenet}. */
public final class LeNetFactory implements EncoderFactory<LeNetOptions> {

  private static final int[] KERNELS = {7, 3, 3, 3};

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
    for (int kernel : KERNELS) {
      layers.add(Convolutions.validRelu(kernel, options.channels()));
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MAX, options.normalise());
  }

  @Override
  public int leastPatch(LeNetOptions options) {
    return 1 + Arrays.stream(KERNELS).map(kernel -> kernel - 1).sum();
  }
}
