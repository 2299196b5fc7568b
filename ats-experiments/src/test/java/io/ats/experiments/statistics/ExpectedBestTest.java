package io.ats.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpectedBestTest {

  /** By listing every sequence of draws. */
  @Test
  void isTheMeanOfTheLargestOverAllDraws() {
    double[] found = {0.7, 0.2, 0.9, 0.2};
    double[] expected = ExpectedBest.of(found);
    for (int n = 1; n <= found.length; n++) {
      int sequences = (int) Math.pow(found.length, n);
      double sum = 0;
      for (int sequence = 0; sequence < sequences; sequence++) {
        double best = 0;
        for (int i = 0, rest = sequence; i < n; i++, rest /= found.length) {
          best = Math.max(best, found[rest % found.length]);
        }
        sum += best;
      }
      assertThat(expected[n - 1]).isCloseTo(sum / sequences, within(1e-12));
    }
  }
}
