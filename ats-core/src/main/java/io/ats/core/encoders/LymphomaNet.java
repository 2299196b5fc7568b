package io.ats.core.encoders;

import ai.djl.nn.Block;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.score.ActivationKind;

/**
 * Encoder {@code lymphoma-net}: {@code (N,C,h,w)} to {@code (N,16)}. The dense layer and the
 * normalisation that follow in the source are the aggregator {@code normalised-logits}, which knows
 * the classes.
 */
@About(
    summary = "Four 3×3 convolutions of 16 with leaky ReLU, padded, then global max-pooling.",
    paper = "Lymphoma attention sampling (slides): the feature network")
public record LymphomaNet(@Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /** The source's: what is normalised there is the logits. */
  public static final LymphomaNet DEFAULTS = new LymphomaNet(0);

  private static final int CONVOLUTIONS = 4;
  private static final int CHANNELS = 16;

  /** Checks the range. */
  public LymphomaNet {
    Options.check(LymphomaNet.class, norm);
  }

  @Override
  public Block create() {
    Layers layers = new Layers();
    for (int i = 0; i < CONVOLUTIONS; i++) {
      layers.add(Convolutions.same(3, CHANNELS, 1, true)).add(ActivationKind.LEAKY_RELU.block());
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MAX, norm);
  }

  @Override
  public int leastPatch() {
    return 1;
  }
}
