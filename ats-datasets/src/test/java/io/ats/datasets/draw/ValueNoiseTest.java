package io.ats.datasets.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValueNoiseTest {

  @Test
  void noiseIsGreySmoothAndBounded() {
    int[] values = noisy(new Color(100, 120, 140), 16, 20, 3);
    double sum = 0;
    int step = 0;
    for (int i = 0; i < values.length; i++) {
      int red = values[i] >> 16 & 255;
      assertThat(values[i] >> 8 & 255).isEqualTo(red + 20);
      assertThat(values[i] & 255).isEqualTo(red + 40);
      assertThat(red).isBetween(100 - 40, 100 + 40); // 20 + 10 + 5 + 2.5 + 1.25
      sum += red;
      step = i % 96 == 0 ? step : Math.max(step, Math.abs(red - (values[i - 1] >> 16 & 255)));
    }
    assertThat(sum / values.length).isCloseTo(100, within(5.0));
    assertThat(Arrays.stream(values).distinct().count()).isGreaterThan(20);
    assertThat(step).isBetween(1, 16);
  }

  @Test
  void valuesAreClippedAndTheSeedDecides() {
    // About half of the noise is above zero, and half below.
    assertThat(share(noisy(Color.WHITE, 8, 200, 1), 0xFFFFFFFF)).isBetween(0.4, 0.6);
    assertThat(share(noisy(Color.BLACK, 8, 200, 1), 0xFF000000)).isBetween(0.4, 0.6);
    assertThat(noisy(Color.GRAY, 8, 9, 1)).isEqualTo(noisy(Color.GRAY, 8, 9, 1));
    assertThat(noisy(Color.GRAY, 8, 9, 1)).isNotEqualTo(noisy(Color.GRAY, 8, 9, 2));
  }

  private static double share(int[] values, int value) {
    return Arrays.stream(values).filter(v -> v == value).count() / (double) values.length;
  }

  private static int[] noisy(Color colour, int cell, double strength, long seed) {
    BufferedImage image =
        Canvas.opaque(
            64,
            96,
            g -> {
              g.setColor(colour);
              g.fillRect(0, 0, 96, 64);
            });
    ValueNoise.add(image, new SplittableRandom(seed), cell, strength);
    return image.getRGB(0, 0, 96, 64, null, 0, 96);
  }
}
