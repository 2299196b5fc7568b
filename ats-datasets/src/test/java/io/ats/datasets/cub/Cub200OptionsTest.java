package io.ats.datasets.cub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.ImageSpec;
import io.ats.core.options.OptionException;
import io.ats.core.source.Normalisation;
import io.ats.core.testing.OptionRecords;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Cub200OptionsTest {

  @Test
  void theDefaultsAreThoseOfNtsNet() {
    Cub200Options options = Cub200Options.DEFAULTS;
    assertThat(options.image()).isEqualTo(new ImageSpec(3, 448, 448, 448, 448));
    assertThat(options.resized().height()).isEqualTo(600);
    assertThat(options.images().train() + options.images().validation()).isEqualTo(5994);
    assertThat(options.images().test()).isEqualTo(5794);
    assertThat(options.input())
        .isEqualTo(new Normalisation(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)));
    assertThat(options.target().classes()).isEqualTo(200);
  }

  @Test
  void aCropMustFitAndShowTheHead() {
    refused(
        Map.of("resize", 400),
        "resize must be 0 or at least height and width, got 400 for height 448 and width 448; raise"
            + " resize");
    refused(
        Map.of("height", 64, "width", 64, "resize", 0),
        "head-size 0.15 gives heads of 10 pixels on images of height 64 and width 64, expected at"
            + " least 16, and that all crops show them, which have 64 pixels in common; change"
            + " head-size, or lower resize");
    refused(
        Map.of("resize", 800),
        "head-size 0.15 gives heads of 67 pixels on images of height 448 and width 448, expected at"
            + " least 16, and that all crops show them, which have 96 pixels in common; change"
            + " head-size, or lower resize");
    assertThat(options(Map.of("resize", 800, "path", "birds")).resized().width()).isEqualTo(800);
  }

  @Test
  void coloursHaveThreeNumbers() {
    refused(
        Map.of("mean", List.of(0.5)),
        "mean and deviation need 3 numbers each, of red, green and blue, got [0.5] and [0.229,"
            + " 0.224, 0.225]");
  }

  private static void refused(Map<String, Object> values, String message) {
    assertThatThrownBy(() -> options(values))
        .isInstanceOf(OptionException.class)
        .hasMessage(message);
  }

  private static Cub200Options options(Map<String, Object> values) {
    return OptionRecords.with(Cub200Options.DEFAULTS, values);
  }
}
