package io.ats.datasets.marines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.ImageSpec;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarinesOptionsTest {

  @Test
  void sizesFollowFromTheOptions() {
    MarinesOptions defaults = MarinesOptions.DEFAULTS;
    assertThat(defaults.image()).isEqualTo(new ImageSpec(3, 1024, 1024, 64, 64));
    assertThat(defaults.target()).isEqualTo(new Task("count", 23, false));
    assertThat(defaults.unitPixels()).isEqualTo(31);
    assertThat(
            defaults.images().train() + defaults.images().validation() + defaults.images().test())
        .isEqualTo(250_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "height|31|height must be at least 32, got 31",
        "width|-1|width must be from 1 to 65536, got -1",
        "width|31|width must be at least 32, got 31",
        "train|0|train must be from 1 to 10000000, got 0",
        "validation|0|validation must be from 1 to 10000000, got 0",
        "test|0|test must be from 1 to 10000000, got 0",
        "maxUnits|0|max-units must be from 1 to 100, got 0",
        "maxUnits|101|max-units must be from 1 to 100, got 101",
        "unitSize|0.0|unit-size must be above 0 and at most 0.25, got 0.0",
        "unitSize|NaN|unit-size must be above 0 and at most 0.25, got NaN",
        "decided|1.1|decided must be from 0 to 1, got 1.1",
        "decided|-0.1|decided must be from 0 to 1, got -0.1",
        "effects|-1|effects must be from 0 to 1000, got -1",
        "grounds|0|grounds must be from 1 to 1000, got 0",
        "viewScale|0.0|view-scale must be above 0 and at most 1, got 0.0",
        "unitSize|0.005|unit-size 0.005 gives units of 5 pixels on an image of height 1024 and width"
            + " 1024, expected at least 10; raise unit-size or the image",
        "unitSize|0.1|max-units 22 of each of 6 kinds with unit-size 0.1 do not fit apart on an image"
            + " of height 1024 and width 1024; lower max-units or unit-size",
      })
  void valuesAreChecked(String name, String value, String message) {
    Object parsed =
        value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : Double.valueOf(value);
    assertRejected(Map.of(name, parsed), message);
  }

  @Test
  void weightedMayNotBeNull() {
    Map<String, Object> none = new HashMap<>();
    none.put("weighted", null);
    assertRejected(none, "weighted must not be null; leave it out for the default");
  }

  private static void assertRejected(Map<String, Object> values, String message) {
    assertThatThrownBy(() -> OptionRecords.with(MarinesOptions.DEFAULTS, values))
        .isInstanceOf(OptionException.class)
        .hasMessage(message);
  }
}
