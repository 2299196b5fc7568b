package io.ats.datasets.colon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.ImageSpec;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColonCancerOptionsTest {

  private static ColonCancerOptions with(Map<String, Object> values) {
    return OptionRecords.with(ColonCancerOptions.DEFAULTS, values);
  }

  @Test
  void defaultsAreThePublishedImages() {
    ColonCancerOptions defaults = ColonCancerOptions.DEFAULTS;
    assertThat(defaults.image()).isEqualTo(new ImageSpec(3, 500, 500, 100, 100));
    assertThat(defaults.target())
        .isEqualTo(new Task("epithelial", List.of("none", "epithelial"), false));
    assertThat(
            defaults.images().train() + defaults.images().validation() + defaults.images().test())
        .isEqualTo(100);
    assertThat(defaults.boxSize()).isEqualTo(27);
  }

  /** Pixel 14 of the file is the middle of the first 27. */
  @Test
  void boxesAreMovedInside() {
    ColonCancerOptions options = ColonCancerOptions.DEFAULTS;
    assertThat(options.box(13.5, 250, 500, 500)).containsExactly(0, 236.5, 27, 263.5);
    assertThat(options.box(2, 499.5, 500, 500)).containsExactly(0, 473, 27, 500);
  }

  @Test
  void thePathIsAbsolute() {
    assertThat(with(Map.of("path", "some/folder")).path())
        .isEqualTo(Path.of("some/folder").toAbsolutePath().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "height|31|height must be at least 32, got 31",
        "folds|101|folds must be from 0 to 100, got 101",
        "folds|1|fold must be from 0 to folds − 1, and folds 0 or at least 2, got fold 0 of folds"
            + " 1",
        "fold|3|fold must be from 0 to folds − 1, and folds 0 or at least 2, got fold 3 of folds 0",
        "boxSize|0|box-size must be from 1 to 500, got 0",
        "positive|1.1|positive must be from 0 to 1, got 1.1",
        "nucleusSize|11|nucleus-size must be from 12 to 200, got 11",
        "nucleusSize|115|rings 3 with nuclei of nucleus-size 115 do not fit apart on images of height"
            + " 500 and width 500; lower rings or nucleus-size",
        "rings|13|rings 13 with nuclei of nucleus-size 20 do not fit apart on images of height 500"
            + " and width 500; lower rings or nucleus-size",
        "rings|1|rings must be from 2 to 100, got 1",
        "others|-1|others must be from 0 to 10000, got -1",
        "grounds|0|grounds must be from 1 to 1000, got 0",
        "cache|-1|cache must be at least 0, got -1",
      })
  void rangesAreChecked(String name, String value, String message) {
    Object parsed =
        value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : Double.valueOf(value);
    assertThatThrownBy(() -> with(Map.of(name, parsed)))
        .isInstanceOf(OptionException.class)
        .hasMessage(message);
  }
}
