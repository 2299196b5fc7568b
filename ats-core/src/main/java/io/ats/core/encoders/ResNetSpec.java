package io.ats.core.encoders;

import ai.djl.nn.Block;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.weights.Pretrained;
import java.nio.file.Path;
import java.util.Optional;

/** What {@link ResNet18}, {@link ResNet34} and {@link ResNet50} have in common. */
interface ResNetSpec extends EncoderSpec {

  String SMALL_STEM = "a 3×3 stem of stride 1 without pooling, for small patches";
  String WEIGHTS =
      "a .safetensors file of parameters to begin with, with torchvision's or timm's names; empty:"
          + " drawn";

  ResNet network();

  double width();

  boolean smallStem();

  String weights();

  double norm();

  @Override
  default Block create() {
    return network().create(width(), smallStem(), norm());
  }

  @Override
  default int leastPatch() {
    return 1;
  }

  @Override
  default Optional<Pretrained> pretrained() {
    return weights().isEmpty()
        ? Optional.empty()
        : Optional.of(new Pretrained(Path.of(weights()), network().names()));
  }
}
