package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.InputTransform;
import io.ats.core.options.OptionException;
import io.ats.core.source.Normalisation;
import io.ats.datasets.colon.ColonCancerOptions;
import io.ats.datasets.cub.Cub200Options;
import io.ats.datasets.folder.ImageFolderOptions;
import io.ats.datasets.lymphoma.LymphomaOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColourOptionsTest {

  private static final List<Double> ONES = List.of(1.0, 1.0, 1.0);

  @Test
  void threeFiniteNumbersEachAndDeviationsAboveZero() {
    assertRefused("deviation must be above 0, got 0.0", ONES, List.of(1.0, 0.0, 1.0));
    assertRefused("mean must be finite, got NaN", List.of(1.0, Double.NaN, 1.0), ONES);
    assertRefused(
        "mean and deviation need 3 numbers each, of red, green and blue, got [0.5] and [1.0, 1.0,"
            + " 1.0]",
        List.of(0.5),
        ONES);
  }

  @Test
  void whatIsSeenIsNormalised() {
    assertThat(ColourOptions.AS_THEY_ARE.input()).isSameAs(InputTransform.NONE);
    assertThat(new ColourOptions(ONES, List.of(0.1, 0.2, 0.3)).input())
        .isEqualTo(new Normalisation(ONES, List.of(0.1, 0.2, 0.3)));
  }

  @Test
  void birdsAndStainedSlidesAreNormalisedByDefaultAndFoldersAreNot() {
    InputTransform normalised = ColourOptions.OF_IMAGENET.input();
    assertThat(Cub200Options.DEFAULTS.input()).isEqualTo(normalised);
    assertThat(LymphomaOptions.DEFAULTS.input()).isEqualTo(normalised);
    assertThat(ColonCancerOptions.DEFAULTS.input()).isEqualTo(normalised);
    assertThat(ImageFolderOptions.DEFAULTS.input()).isSameAs(InputTransform.NONE);
  }

  private static void assertRefused(String message, List<Double> mean, List<Double> deviation) {
    assertThatThrownBy(() -> new ColourOptions(mean, deviation))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(message);
  }
}
