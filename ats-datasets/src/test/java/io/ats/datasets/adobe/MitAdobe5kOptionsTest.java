package io.ats.datasets.adobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.ImageSpec;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MitAdobe5kOptionsTest {

  @Test
  void theDefaultsAreThoseOfTheSourcesLargeImages() {
    assertThat(MitAdobe5kOptions.DEFAULTS.image()).isEqualTo(new ImageSpec(3, 2528, 2528, 32, 32));
    assertThat(MitAdobe5kOptions.DEFAULTS.images().train()).isEqualTo(3500);
  }

  @Test
  void figuresMustBeLegible() {
    refused(
        Map.of("figureMin", 0.2),
        "figure-min must be at most figure-max, got 0.2 and 0.05; lower figure-min or raise"
            + " figure-max");
    refused(
        Map.of("height", 100, "width", 200),
        "figure-min 0.03 gives figures of 3.0 pixels on images of height 100 and width 200, expected"
            + " at least 12; raise figure-min or the image");
    assertThat(with(Map.of("height", 100, "width", 200, "path", "photos")).height()).isEqualTo(100);
  }

  private static void refused(Map<String, Object> values, String message) {
    assertThatThrownBy(() -> with(values)).isInstanceOf(OptionException.class).hasMessage(message);
  }

  private static MitAdobe5kOptions with(Map<String, Object> values) {
    return OptionRecords.with(MitAdobe5kOptions.DEFAULTS, values);
  }
}
