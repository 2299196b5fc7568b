package io.ats.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.core.objective.ObjectiveOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescribeTest {

  @Test
  void optionsAreListedWithTypeDefaultAndRange() {
    Record defaults =
        new Fakes.Ats(10, Fakes.Gradient.SCORE_MAP, new Fakes.Noise(0.5, 500), List.of(8, 16));
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

  @Test
  void theTrialsOwnOptionsAreAllDocumented() {
    assertThat(Describe.options(TrainingConfig.DEFAULTS))
        .hasSize(18)
        .allSatisfy(option -> assertThat(option.doc()).isNotEmpty());
    assertThat(Describe.options(ObjectiveOptions.DEFAULTS))
        .hasSize(3)
        .allSatisfy(option -> assertThat(option.doc()).isNotEmpty());
    assertThat(Describe.options(TrainingConfig.DEFAULTS))
        .extracting(OptionDoc::key)
        .contains("learning-rate", "augmentation.gain");
  }
}
