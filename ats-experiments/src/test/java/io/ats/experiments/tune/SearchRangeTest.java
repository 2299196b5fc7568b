package io.ats.experiments.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchRangeTest {

  private static final int GRID = 90_000;

  private static SearchRange range(String yaml) {
    return SearchRange.of(ConfigNode.parse("r: " + yaml, "s.yaml").mapping("").get("r").get(), "r");
  }

  /** Returns each value's share of evenly spaced numbers in [0,1). */
  private static Map<String, Double> shares(SearchRange range) {
    Map<String, Double> shares = new TreeMap<>();
    IntStream.range(0, GRID)
        .forEach(
            i -> shares.merge(Trees.text(range.at((i + 0.5) / GRID)), 1.0 / GRID, Double::sum));
    return shares;
  }

  @Test
  void choicesAreEquallyLikely() {
    Map<String, Double> shares = shares(range("[a, b, c]"));
    assertThat(shares).containsOnlyKeys("a", "b", "c");
    assertThat(shares.values()).allSatisfy(s -> assertThat(s).isCloseTo(1 / 3.0, within(1e-4)));
  }

  @Test
  void wholeNumbersAreEquallyLikelyEndsIncluded() {
    Map<String, Double> shares = shares(range("{from: 3, to: 7}"));
    assertThat(shares).containsOnlyKeys("3", "4", "5", "6", "7");
    assertThat(shares.values()).allSatisfy(s -> assertThat(s).isCloseTo(0.2, within(1e-4)));
  }

  @Test
  void wholeNumbersOnALogarithmicScale() {
    Map<String, Double> shares = shares(range("{from: 1, to: 100, scale: log}"));
    assertThat(shares).hasSize(100);
    // What is nearest to 1 is the interval from 1/2 to 3/2.
    assertThat(shares.get("1")).isCloseTo(Math.log(3) / Math.log(100.5 / 0.5), within(1e-4));
  }

  @Test
  void logarithmicMeansAsMuchInEachDecade() {
    SearchRange range = range("{from: 1e-4, to: 1e-1, scale: log}");
    double[] values =
        IntStream.range(0, 3000)
            .mapToDouble(i -> Double.parseDouble(Trees.text(range.at((i + 0.5) / 3000))))
            .toArray();
    for (double decade : new double[] {1e-4, 1e-3, 1e-2}) {
      assertThat(
              IntStream.range(0, 3000).filter(i -> values[i] >= decade && values[i] < 10 * decade))
          .hasSizeBetween(990, 1010);
    }
    assertThat(Arrays.stream(values)).allMatch(v -> v >= 1e-4 && v <= 1e-1);
    assertThat(Trees.text(range("{from: 0.0, to: 1.0}").at(0.123456))).isEqualTo("0.123");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[a];at least two values",
        "[a, a];each once",
        "a;expected a list of values, or a mapping",
        "{from: 1};r.to: is missing",
        "{from: 2, to: 2};from must be below to",
        "{from: 0, to: 2, scale: log};above 0",
        "{from: 0, to: 2, scale: cubic};linear or log",
        "{from: x, to: 2};expected a number",
        "{from: 0, to: 1, step: 2};unknown key 'r.step'",
      })
  void anythingElseIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> range(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("s.yaml:1")
        .hasMessageContaining(message);
  }
}
