package io.ats.datasets.marines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.ImageSpec;
import io.ats.core.Task;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarinesOptionsTest {

  private final MarinesFactory factory = new MarinesFactory();

  @Test
  void sizesFollowFromTheOptions() {
    MarinesOptions defaults = factory.defaults();
    assertThat(factory.image(defaults)).isEqualTo(new ImageSpec(3, 1024, 1024, 64, 64));
    assertThat(factory.task(defaults)).isEqualTo(new Task("count", 23, false));
    assertThat(defaults.unitPixels()).isEqualTo(31);
    assertThat(defaults.train() + defaults.validation() + defaults.test()).isEqualTo(250_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "height|31|height must be at least 32, got 31",
        "width|-1|width must be at least 32, got -1",
        "train|0|train must be at least 1, got 0",
        "validation|0|validation must be at least 1, got 0",
        "test|0|test must be at least 1, got 0",
        "maxUnits|0|maxUnits must lie in [1,100], got 0.0",
        "maxUnits|101|maxUnits must lie in [1,100], got 101.0",
        "unitSize|0.0|unitSize must lie in (0,0.25], got 0.0",
        "unitSize|NaN|unitSize must lie in (0,0.25], got NaN",
        "decided|1.1|decided must lie in [0,1], got 1.1",
        "decided|-0.1|decided must lie in [0,1], got -0.1",
        "effects|-1|effects must be at least 0, got -1",
        "grounds|0|grounds must be at least 1, got 0",
        "viewScale|0.0|viewScale must lie in (0,1], got 0.0",
        "unitSize|0.005|unitSize 0.005 gives units of 5 pixels on an image of height 1024 and width"
            + " 1024, expected at least 10; raise unitSize or the image",
        "unitSize|0.1|maxUnits 22 of each of 6 kinds with unitSize 0.1 do not fit apart on an image"
            + " of height 1024 and width 1024; lower maxUnits or unitSize",
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
        .hasRootCauseInstanceOf(OptionException.class)
        .hasRootCauseMessage(message);
  }
}
