package io.ats.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {

  @ParameterizedTest
  @CsvSource({
    "1, Infinity, false, at least 1",
    "0, Infinity, true, above 0",
    "-Infinity, 0.95, false, at most 0.95",
    "0, 1, false, from 0 to 1",
    "0, 16, true, above 0 and at most 16",
    "1, 100000, false, from 1 to 100000",
    "1e-8, 2.50, false, from 0.00000001 to 2.5",
    "-Infinity, Infinity, false, ''"
  })
  void textStatesTheLimitsInPlainNumbers(double min, double max, boolean above, String text) {
    assertThat(new Range(min, max, above).text()).isEqualTo(text);
  }

  @Test
  void containsItsLimitsUnlessTheLowerIsExcluded() {
    assertThat(new Range(0, 1, false).contains(0)).isTrue();
    assertThat(new Range(0, 1, true).contains(0)).isFalse();
    assertThat(new Range(0, 1, true).contains(Double.MIN_VALUE)).isTrue();
    assertThat(new Range(0, 1, true).contains(1)).isTrue();
    assertThat(new Range(0, 1, true).contains(Math.nextUp(1.0))).isFalse();
  }

  @Test
  void nanIsInNoRange() {
    assertThat(Range.ALL.contains(Double.NaN)).isFalse();
    assertThat(Range.ALL.contains(-1e300)).isTrue();
  }

  @Test
  void aMissingAnnotationAllowsEveryNumber() {
    assertThat(Range.of(null)).isEqualTo(Range.ALL);
  }
}
