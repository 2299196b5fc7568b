package io.ats.core.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.aggregators.ConcatOptions;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.testing.OptionRecords;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  enum Colour {
    DARK_RED
  }

  record Sample(
      @Option(value = "share", min = 0, max = 1) double dropShare,
      @Option(value = "count", min = 1) int count,
      @Option("colour") Colour colour,
      @Option("any number") double offset) {}

  private static void check(Object... values) {
    Options.check(Sample.class, values);
  }

  private static void assertRejected(String message, Object... values) {
    assertThatThrownBy(() -> check(values)).isInstanceOf(OptionException.class).hasMessage(message);
  }

  @Test
  void theLimitsThemselvesAreAllowed() {
    check(0.0, 1, Colour.DARK_RED, -1e9);
    check(1.0, Integer.MAX_VALUE, Colour.DARK_RED, 1e9);
  }

  @Test
  void aValueOutOfRangeIsAnErrorThatNamesKeyRangeAndValue() {
    assertRejected(
        "drop-share must be from 0 to 1, got 1.0000001", 1.0000001, 1, Colour.DARK_RED, 0.0);
    assertRejected("drop-share must be from 0 to 1, got -0.5", -0.5, 1, Colour.DARK_RED, 0.0);
    assertRejected("count must be at least 1, got 0", 0.5, 0, Colour.DARK_RED, 0.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aNumberThatIsNotFiniteIsAnErrorWithOrWithoutARange(double value) {
    assertRejected("drop-share must be from 0 to 1, got " + value, value, 1, Colour.DARK_RED, 0.0);
    assertRejected("offset must be finite, got " + value, 0.5, 1, Colour.DARK_RED, value);
  }

  @Test
  void nullIsAnErrorThatNamesTheKey() {
    assertRejected("colour must not be null; leave it out for the default", 0.5, 1, null, 0.0);
  }

  @Test
  void anotherNumberOfValuesThanComponentsIsAMistakeInTheRecord() {
    assertThatThrownBy(() -> check(0.5, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Sample has 4 components, not 2");
  }

  /** What makes code as strict as a configuration file. */
  @Test
  void constructorsOfOptionsRecordsCheck() {
    assertThatThrownBy(
            () -> OptionRecords.with(ConvolutionalScorerOptions.DEFAULTS, Map.of("pool", 65)))
        .isInstanceOf(OptionException.class)
        .hasMessage("pool must be from 1 to 64, got 65");
    assertThatThrownBy(() -> new ConcatOptions(0, null))
        .isInstanceOf(OptionException.class)
        .hasMessage("order must not be null; leave it out for the default");
  }

  @ParameterizedTest
  @CsvSource({"patchSize, patch-size", "k, k", "poolTo2Cells, pool-to2-cells"})
  void aKeyIsTheComponentInKebabCase(String component, String key) {
    assertThat(Options.key(component)).isEqualTo(key);
  }

  @Test
  void anEnumConstantIsSpelledInKebabCase() {
    assertThat(Options.key(Colour.DARK_RED)).isEqualTo("dark-red");
  }
}
