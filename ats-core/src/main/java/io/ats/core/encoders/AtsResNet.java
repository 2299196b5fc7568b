package io.ats.core.encoders;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;
import java.util.List;

/**
 * Encoder {@code ats-resnet}: a 3×3 convolution, then pre-activation blocks of two, {@code y = r +
 * C₂(relu(N(C₁(a))))} with {@code a = relu(N(x))} and {@code r = a}, or a 1×1 convolution of {@code
 * a} where the block changes size or channels; then normalisation, ReLU and the mean over the map.
 * That {@code r} is {@code a} and not {@code x} is of the authors' code.
 */
@About(
    summary = "Narrow pre-activation ResNet by its channels and strides, a block each.",
    paper = "Katharopoulos & Fleuret, ICML 2019, supplement H, and the authors' code")
public record AtsResNet(
    @Option(
            value = "channels of the first convolution and of each block of two; the last: F",
            min = 1,
            max = 4096)
        List<Integer> channels,
    @Option(value = "strides of the first convolution and of each block", min = 1, max = 16)
        List<Integer> strides,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /**
   * ResNet-16, the CNN baseline of the paper: a convolution, seven blocks of two and the
   * classifier; 32 channels, doubled after every two blocks.
   */
  public static final AtsResNet DEFAULTS =
      new AtsResNet(List.of(32, 32, 32, 64, 64, 128, 128, 256), List.of(1, 1, 1, 2, 1, 2, 1, 2), 0);

  /** Checks the ranges, and that there is a stride for each number of channels. */
  public AtsResNet {
    Options.check(AtsResNet.class, channels, strides, norm);
    channels = List.copyOf(channels);
    strides = List.copyOf(strides);
    if (channels.isEmpty() || channels.size() != strides.size()) {
      throw new OptionException(
          "channels %s and strides %s do not fit: both have one number for the first convolution and one a block"
              .formatted(channels, strides));
    }
  }

  @Override
  public Block create() {
    Layers layers = new Layers();
    layers.add(Convolutions.same(3, channels.get(0), strides.get(0), false));
    for (int i = 1; i < channels.size(); i++) {
      int width = channels.get(i);
      boolean project = strides.get(i) != 1 || width != channels.get(i - 1);
      layers.add(Convolutions.norm()).add(Activation.reluBlock());
      layers.add(block(width, strides.get(i), project));
    }
    layers.add(Convolutions.norm()).add(Activation.reluBlock());
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MEAN, norm);
  }

  /** Returns what follows a block's first normalisation and ReLU. */
  private static Block block(int channels, int stride, boolean project) {
    Block branch =
        new Layers()
            .add(Convolutions.same(3, channels, stride, false))
            .add(Convolutions.norm())
            .add(Activation.reluBlock())
            .add(Convolutions.same(3, channels, 1, false));
    Block shortcut = project ? Convolutions.same(1, channels, stride, false) : null;
    return Convolutions.sum(branch, shortcut);
  }

  @Override
  public int leastPatch() {
    return 1;
  }
}
