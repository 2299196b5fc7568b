package io.ats.datasets.billiards;

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

class BilliardsOptionsTest {

  @Test
  void defaultsAreThePapers() {
    BilliardsOptions defaults = BilliardsOptions.DEFAULTS;
    assertThat(defaults.image()).isEqualTo(new ImageSpec(3, 1000, 1000, 250, 250));
    assertThat(defaults.target())
        .isEqualTo(
            new Task(
                "max-left-right", List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"), false));
    assertThat(defaults.images().train()).isEqualTo(8000);
    assertThat(defaults.images().validation()).isEqualTo(2000);
    assertThat(defaults.images().test()).isEqualTo(10_000);
    assertThat(defaults.minBalls()).isEqualTo(4);
    assertThat(defaults.maxBalls()).isEqualTo(8);
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
        "minBalls|0|min-balls must be from 1 to 1000, got 0",
        "maxBalls|0|max-balls must be from 1 to 1000, got 0",
        "ballSize|0.0|ball-size must be above 0 and at most 0.5, got 0.0",
        "ballSize|NaN|ball-size must be above 0 and at most 0.5, got NaN",
        "numberSize|0.41|number-size must be from 0.05 to 0.4, got 0.41",
        "tilt|46.0|tilt must be from 0 to 45, got 46.0",
        "smudges|-1|smudges must be from 0 to 1000, got -1",
        "tables|0|tables must be from 1 to 1000, got 0",
        "viewScale|1.1|view-scale must be above 0 and at most 1, got 1.1",
        "cache|-1|cache must be at least 0, got -1",
      })
  void rangesAreChecked(String name, String value, String message) {
    Object parsed =
        value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : Double.valueOf(value);
    assertRejected(Map.of(name, parsed), message);
  }

  @Test
  void theSideThatIsTooSmallIsNamedWithItsOwnValue() {
    assertRejected(Map.of("height", 31, "width", 10), "height must be at least 32, got 31");
  }

  @Test
  void optionsMustFitEachOther() {
    assertRejected(
        Map.of("minBalls", 9),
        "min-balls must be at most max-balls, got 9 and 8; lower min-balls or raise max-balls");
    assertRejected(
        Map.of("ballSize", 0.3),
        "max-balls 8 with ball-size 0.3 do not fit apart on a table of height 1000 and width 1000;"
            + " lower max-balls or ball-size");
    assertRejected(
        Map.of("height", 40, "width", 40, "maxBalls", 4),
        "ball-size 0.08 gives balls of 3 pixels on an image of height 40 and width 40, expected at"
            + " least 4; raise ball-size or the image");
    Map<String, Object> path = new HashMap<>();
    path.put("path", null);
    assertRejected(path, "path must not be null; leave it out for the default");
  }

  private static void assertRejected(Map<String, Object> values, String message) {
    assertThatThrownBy(() -> OptionRecords.with(BilliardsOptions.DEFAULTS, values))
        .isInstanceOf(OptionException.class)
        .hasMessage(message);
  }
}
