package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.datasets.draw.Canvas;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class SpriteTest {

  private static final int SIDE = 24;
  private static final int AREA = SIDE * SIDE;

  /** A grey disc with black spots. */
  private static Sprite spotted() {
    BufferedImage drawing =
        Canvas.transparent(
            SIDE,
            SIDE,
            g -> {
              Canvas.ellipse(g, Color.GRAY, 12, 12, 22, 22);
              Canvas.ellipse(g, Color.BLACK, 8, 9, 4, 4);
              Canvas.ellipse(g, Color.BLACK, 15, 14, 3, 3);
            });
    return Sprite.of(drawing);
  }

  @Test
  void coversTheSumOfItsOpacities() {
    assertThat(spotted().cover()).isCloseTo(Math.PI * 11 * 11, within(4.0));
    byte[] half = {0, 0, 0, (byte) 128};
    assertThat(new Sprite(half, 1, 1).cover()).isCloseTo(128 / 255.0, within(1e-9));
  }

  /** From near the spots are there, from afar they are not. */
  @Test
  void anEvenedSpriteHasOneColourFromAfar() {
    Color colour = new Color(0x7058A0);
    Sprite before = spotted();
    Sprite even = before.evened(colour, 5);
    assertThat(largestDifference(before, Color.GRAY)).isGreaterThan(60);
    assertThat(largestDifference(even, colour)).isLessThan(12);
    assertThat((even.pixels()[9 * SIDE + 8] & 255) - (even.pixels()[9 * SIDE + 12] & 255))
        .as("a spot against what is beside it")
        .isLessThan(-20);
    for (int i = 0; i < AREA; i++) {
      assertThat(even.pixels()[3 * AREA + i]).isEqualTo(before.pixels()[3 * AREA + i]);
    }
  }

  /** Returns how much the red of a square of 5 pixels differs at most from a colour's. */
  private static double largestDifference(Sprite sprite, Color colour) {
    double largest = 0;
    for (int top = 0; top <= SIDE - 5; top++) {
      for (int left = 0; left <= SIDE - 5; left++) {
        double sum = 0;
        for (int i = 0; i < 25; i++) {
          int at = (top + i / 5) * SIDE + left + i % 5;
          double opacity = (sprite.pixels()[3 * AREA + at] & 255) / 255.0;
          sum += opacity * ((sprite.pixels()[at] & 255) - colour.getRed()) / 25;
        }
        largest = Math.max(largest, Math.abs(sum));
      }
    }
    return largest;
  }
}
