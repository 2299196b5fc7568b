package io.ats.datasets.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 70, 80})
  void numbersAreCentredAndNoHigherThanAsked(int number) {
    Rectangle2D bounds = Numerals.outline(number, 10, 0.15).getBounds2D();
    assertThat(bounds.getCenterX()).isCloseTo(0, within(1e-6));
    assertThat(bounds.getCenterY()).isCloseTo(0, within(0.6));
    assertThat(bounds.getHeight()).isBetween(8.5, 10.4);
    int digits = Integer.toString(number).length();
    assertThat(bounds.getWidth()).isBetween(2.5, digits == 1 ? 7 : 14.5);
  }

  @Test
  void digitsDifferClearly() {
    boolean[][] drawn =
        IntStream.range(0, 10).mapToObj(NumeralsTest::pixels).toArray(boolean[][]::new);
    for (int a = 0; a < 10; a++) {
      for (int b = 0; b < a; b++) {
        int either = 0;
        int both = 0;
        for (int i = 0; i < drawn[a].length; i++) {
          either += drawn[a][i] || drawn[b][i] ? 1 : 0;
          both += drawn[a][i] && drawn[b][i] ? 1 : 0;
        }
        assertThat(both / (double) either).as("%d and %d", a, b).isBetween(0.01, 0.75);
      }
    }
  }

  @Test
  void strokesAreAsBroadAsAsked() {
    boolean[] one = pixels(1); // Its stem is one vertical stroke.
    long broad = IntStream.range(0, 64).filter(x -> one[50 * 64 + x]).count();
    assertThat(broad).isEqualTo(Math.round(60 / 1.15 * 0.15));
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> Numerals.outline(-1, 10, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected number ≥ 0, height > 0 and weight in (0,1), got -1, 10.0 and 0.1");
    assertThatThrownBy(() -> Numerals.outline(1, Double.NaN, 0.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Numerals.outline(1, 10, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean[] pixels(int number) {
    Shape outline = Numerals.outline(number, 60, 0.15);
    BufferedImage image =
        Canvas.opaque(
            64,
            64,
            g -> {
              g.translate(32, 32);
              g.setColor(Color.WHITE);
              g.fill(outline);
            });
    boolean[] pixels = new boolean[64 * 64];
    int[] values = image.getRGB(0, 0, 64, 64, null, 0, 64);
    Arrays.setAll(values, i -> values[i] & 255);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = values[i] > 127;
    }
    return pixels;
  }
}
