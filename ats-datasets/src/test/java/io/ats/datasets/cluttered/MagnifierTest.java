package io.ats.datasets.cluttered;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.datasets.scene.GreyBitmap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagnifierTest {

  private static final GreyBitmap NOISE = noise();

  private static GreyBitmap noise() {
    byte[] pixels = new byte[5 + 28 * 28];
    new Random(1).nextBytes(pixels);
    return new GreyBitmap(pixels, 5, 28, 28);
  }

  @Test
  void itsOwnSizeIsACopy() {
    GreyBitmap copy = Magnifier.part(NOISE, 28, 0, 0, 28);
    for (int i = 0; i < 28 * 28; i++) {
      assertThat(copy.value(i / 28, i % 28)).isEqualTo(NOISE.value(i / 28, i % 28));
    }
  }

  /** Twice the size, centres lie at −1/4, 1/4, 3/4, 5/4 of two pixels. */
  @Test
  void twoPixelsBecomeFourByHand() {
    GreyBitmap two = new GreyBitmap(new byte[] {0, 100, (byte) 200, (byte) 240}, 0, 2, 2);
    GreyBitmap four = Magnifier.part(two, 4, 0, 0, 4);
    int[][] expected = {
      {0, 25, 75, 100},
      {50, 71, 114, 135},
      {150, 164, 191, 205},
      {200, 210, 230, 240}
    };
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        assertThat(four.value(y, x)).as("%d, %d", y, x).isEqualTo(expected[y][x]);
      }
    }
  }

  @Test
  void halfTheSizeIsTheMeanOfFour() {
    GreyBitmap half = Magnifier.part(NOISE, 14, 0, 0, 14);
    for (int y = 0; y < 14; y++) {
      for (int x = 0; x < 14; x++) {
        int sum =
            NOISE.value(2 * y, 2 * x)
                + NOISE.value(2 * y, 2 * x + 1)
                + NOISE.value(2 * y + 1, 2 * x)
                + NOISE.value(2 * y + 1, 2 * x + 1);
        assertThat(half.value(y, x)).isEqualTo((int) Math.round(sum / 4.0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 28, 41, 100})
  void partsEqualSlicesOfTheWhole(int side) {
    GreyBitmap whole = Magnifier.part(NOISE, side, 0, 0, side);
    GreyBitmap part = Magnifier.part(NOISE, side, 3, side - 9, 8);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        assertThat(part.value(y, x)).isEqualTo(whole.value(3 + y, side - 9 + x));
      }
    }
  }
}
