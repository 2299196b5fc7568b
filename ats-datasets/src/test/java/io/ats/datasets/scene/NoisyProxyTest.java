package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.datasets.random.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoisyProxyTest {

  private static final int SIDE = 100;

  /** Of 20,000 values, standard errors are 0.7 % of the deviation for mean and 0.5 % for it. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.03, 0.1})
  void theNoiseHasTheDeviationAskedFor(double deviation) {
    double[] noise = noise(0.5, deviation, 1);
    double mean = Arrays.stream(noise).average().orElseThrow();
    double square = Arrays.stream(noise).map(e -> e * e).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.03 * deviation));
    assertThat(Math.sqrt(square)).isCloseTo(deviation, within(0.02 * deviation));
    double neighbours = 0;
    for (int i = 1; i < noise.length; i++) {
      neighbours += noise[i] * noise[i - 1] / noise.length;
    }
    assertThat(neighbours).as("independent").isCloseTo(0, within(0.03 * deviation * deviation));
  }

  /** Where the view is black, half of the noise is clipped: E x = σ/√(2π), E x² = σ²/2. */
  @Test
  void valuesAreClipped() {
    double[] dark = noise(0, 0.2, 1);
    assertThat(Arrays.stream(dark).min()).hasValue(0);
    assertThat(Arrays.stream(dark).average().orElseThrow())
        .isCloseTo(0.2 / Math.sqrt(2 * Math.PI), within(0.004));
    assertThat(Arrays.stream(dark).map(e -> e * e).average().orElseThrow())
        .isCloseTo(0.02, within(0.001));
    double[] bright = noise(1, 5, 1);
    assertThat(Arrays.stream(bright).max()).hasValue(0);
    assertThat(Arrays.stream(bright).min()).hasValue(-1);
  }

  @Test
  void theSameStreamGivesTheSameNoise() {
    assertThat(noise(0.5, 0.1, 1)).isEqualTo(noise(0.5, 0.1, 1)).isNotEqualTo(noise(0.5, 0.1, 2));
    NoisyProxy proxy = proxy(0.5, 0.1, 1);
    float[] first = new float[3 + 2 * SIDE * SIDE];
    float[] second = first.clone();
    proxy.render(SIDE, SIDE, first, 3);
    proxy.render(SIDE, SIDE, second, 3);
    assertThat(first).isEqualTo(second);
    assertThat(first).startsWith(0, 0, 0);
  }

  /** Returns noisy minus clean. */
  private static double[] noise(double clean, double deviation, long seed) {
    float[] target = new float[2 * SIDE * SIDE];
    proxy(clean, deviation, seed).render(SIDE, SIDE, target, 0);
    double[] noise = new double[target.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = target[i] - clean;
    }
    return noise;
  }

  private static NoisyProxy proxy(double clean, double deviation, long seed) {
    Proxy flat =
        (height, width, target, offset) ->
            Arrays.fill(target, offset, offset + 2 * height * width, (float) clean);
    return new NoisyProxy(2, flat, deviation, () -> Streams.of(seed));
  }
}
