package io.ats.datasets.signs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.ImageSpec;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficSignsOptionsTest {

  @Test
  void defaultsAreThePapers() {
    TrafficSignsOptions defaults = TrafficSignsOptions.DEFAULTS;
    assertThat(defaults.image()).isEqualTo(new ImageSpec(3, 960, 1280, 288, 384));
    assertThat(defaults.target())
        .isEqualTo(new Task("speed-limit", List.of("50", "70", "80", "none"), false));
    assertThat(defaults.images().train() + defaults.images().validation()).isEqualTo(747);
    assertThat(defaults.images().test()).isEqualTo(684);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "height|31|height must be at least 32, got 31",
        "width|0|width must be from 1 to 65536, got 0",
        "width|31|width must be at least 32, got 31",
        "train|0|train must be from 1 to 10000000, got 0",
        "validation|0|validation must be from 1 to 10000000, got 0",
        "test|0|test must be from 1 to 10000000, got 0",
        "none|1.5|none must be from 0 to 1, got 1.5",
        "signMin|0.0|sign-min must be above 0 and at most 0.3, got 0.0",
        "signMax|0.31|sign-max must be above 0 and at most 0.3, got 0.31",
        "signMax|NaN|sign-max must be above 0 and at most 0.3, got NaN",
        "tilt|-1.0|tilt must be from 0 to 45, got -1.0",
        "turn|61.0|turn must be from 0 to 60, got 61.0",
        "blur|0.3|blur must be from 0 to 0.2, got 0.3",
        "dirt|-1|dirt must be from 0 to 10000, got -1",
        "distractors|-1|distractors must be from 0 to 1000, got -1",
        "props|-1|props must be from 0 to 10000, got -1",
        "streets|0|streets must be from 1 to 1000, got 0",
        "viewScale|0.0|view-scale must be above 0 and at most 1, got 0.0",
        "cache|-1|cache must be at least 0, got -1",
      })
  void rangesAreChecked(String name, String value, String message) {
    Object parsed =
        value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : Double.valueOf(value);
    assertRejected(Map.of(name, parsed), message);
  }

  @Test
  void optionsMustFitEachOther() {
    assertRejected(
        Map.of("signMin", 0.1),
        "sign-min must be at most sign-max, got 0.1 and 0.034; lower sign-min or raise sign-max");
    assertRejected(
        Map.of("height", 96),
        "sign-min 0.024 to sign-max 0.034 give signs of 2.3 to 3.3 pixels on an image of height 96"
            + " and width 1280, expected at least 4 and at most half the width");
    Map<String, Object> path = new HashMap<>();
    path.put("path", null);
    assertRejected(path, "path must not be null; leave it out for the default");
  }

  private static void assertRejected(Map<String, Object> values, String message) {
    assertThatThrownBy(() -> OptionRecords.with(TrafficSignsOptions.DEFAULTS, values))
        .isInstanceOf(OptionException.class)
        .hasMessage(message);
  }
}
