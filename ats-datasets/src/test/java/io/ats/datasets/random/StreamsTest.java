package io.ats.datasets.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamsTest {

  @Test
  void sameNameSameNumbers() {
    assertThat(Streams.of(3, 1, 2).nextLong()).isEqualTo(Streams.of(3, 1, 2).nextLong());
  }

  @Test
  void namesAndSeedsAreAllDifferent() {
    Set<Long> first = new HashSet<>();
    for (long seed = -2; seed < 8; seed++) {
      first.add(Streams.of(seed).nextLong());
      for (long a = 0; a < 10; a++) {
        first.add(Streams.of(seed, a).nextLong());
        for (long b = 0; b < 100; b++) {
          first.add(Streams.of(seed, a, b).nextLong());
        }
      }
    }
    assertThat(first).hasSize(10 + 10 * 10 + 10 * 10 * 100);
  }

  @Test
  void neighbouringStreamsAreUncorrelated() {
    int count = 100_000;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (Streams.of(0, i).nextDouble() - 0.5) * (Streams.of(0, i + 1).nextDouble() - 0.5);
    }
    // The product's standard deviation is 1/12.
    assertThat(Math.abs(sum / count)).isLessThan(4.0 / 12 / Math.sqrt(count));
  }
}
