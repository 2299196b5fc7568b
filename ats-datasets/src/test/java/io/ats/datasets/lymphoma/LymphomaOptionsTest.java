package io.ats.datasets.lymphoma;

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

class LymphomaOptionsTest {

  private static LymphomaOptions with(Map<String, Object> values) {
    return OptionRecords.with(LymphomaOptions.DEFAULTS, values);
  }

  @Test
  void defaultsAreTheSources() {
    LymphomaOptions defaults = LymphomaOptions.DEFAULTS;
    assertThat(defaults.image()).isEqualTo(new ImageSpec(3, 1000, 1300, 200, 260));
    assertThat(defaults.target())
        .isEqualTo(new Task("subtype", List.of("CLL", "FL", "MCL"), false));
    assertThat(defaults.wholeHeight()).isEqualTo(1040);
    assertThat(defaults.wholeWidth()).isEqualTo(1388);
    assertThat(defaults.images().train()).isEqualTo(Math.round(0.7 * 374));
    assertThat(defaults.images().validation()).isEqualTo(Math.round(0.15 * 374));
    assertThat(defaults.images().test()).isEqualTo(Math.round(0.15 * 374));
  }

  @Test
  void diametersOfMagnificationsHaveEqualRatios() {
    LymphomaOptions options = with(Map.of("minNucleus", 10, "maxNucleus", 40));
    assertThat(options.diameter(0)).isEqualTo(10);
    assertThat(options.diameter(1)).isEqualTo(20);
    assertThat(options.diameter(2)).isEqualTo(40);
    assertThat(with(Map.of("magnifications", 1)).diameter(0)).isEqualTo(14);
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
        "minNucleus|9|min-nucleus must be from 10 to 200, got 9",
        "maxNucleus|201|max-nucleus must be from 10 to 200, got 201",
        "minNucleus|29|min-nucleus must be at most max-nucleus, got 29 and 28; lower min-nucleus or"
            + " raise max-nucleus",
        "minFoci|5|min-foci must be at most max-foci, got 5 and 1; lower min-foci or raise"
            + " max-foci",
        "magnifications|0|magnifications must be from 1 to 20, got 0",
        "focusSize|0.0|focus-size must be above 0 and at most 0.9, got 0.0",
        "focusSize|0.08|focus-size 0.08 gives foci of 80 pixels on images of height 1000 and width"
            + " 1300, expected at least 3 nuclei of max-nucleus 28; raise focus-size or lower"
            + " max-nucleus",
        "height|150|a focus of focus-size 0.8 is not in every crop of height 150 and width 1300; lower"
            + " focus-size or max-nucleus",
        "maxFoci|2|max-foci 2 of focus-size 0.8 do not fit apart on images of height 1000 and"
            + " width 1300; lower max-foci, focus-size or max-nucleus",
        "maxFoci|50|max-foci 50 of focus-size 0.8 do not fit apart on images of height 1000 and"
            + " width 1300; lower max-foci, focus-size or max-nucleus",
        "marked|0.0|marked must be above 0 and at most 1, got 0.0",
        "purity|0.4|purity must be from 0.5 to 1, got 0.4",
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
