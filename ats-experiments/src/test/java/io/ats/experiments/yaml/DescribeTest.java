package io.ats.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.core.options.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescribeTest {

  enum Gradient {
    SCORE_MAP,
    REFERENCE
  }

  record Noise(@Option(value = "its width", min = 0) double sigma, int samples) {}

  record Sample(
      @Option(value = "patches an image", min = 1) int patches,
      @Option("where the gradient comes from") Gradient gradient,
      Noise noise,
      @Option(value = "layer widths", min = 1) List<Integer> widths) {}

  @Test
  void optionsAreListedWithTypeDefaultAndRange() {
    Record defaults = new Sample(10, Gradient.SCORE_MAP, new Noise(0.5, 500), List.of(8, 16));
    assertThat(Describe.options(defaults))
        .containsExactly(
            new OptionDoc("patches", "whole number", "10", "at least 1", "patches an image"),
            new OptionDoc(
                "gradient",
                "score-map|reference",
                "score-map",
                "",
                "where the gradient comes from"),
            new OptionDoc("noise.sigma", "number", "0.5", "at least 0", "its width"),
            new OptionDoc("noise.samples", "whole number", "500", "", ""),
            new OptionDoc(
                "widths", "list of whole numbers", "[8, 16]", "at least 1", "layer widths"));
  }
}
