package io.ats.datasets.megapixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.core.options.OptionException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {

  @Test
  void everyCanvasThatPassesTheCheckCanBeFilled() {
    SplittableRandom random = new SplittableRandom(5);
    int placed = 0;
    int refused = 0;
    for (int height = 28; height <= 180; height += 19) {
      for (int width = 28; width <= 180; width += 19) {
        for (int digits = 1; digits <= 18; digits++) {
          try {
            Layout.check(height, width, digits);
          } catch (OptionException e) {
            refused++;
            continue;
          }
          placed++;
          for (int repeat = 0; repeat < 20; repeat++) {
            assertApart(Layout.place(random, height, width, digits), height, width, digits);
          }
        }
      }
    }
    assertThat(placed).isGreaterThan(100);
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void placesReachEveryEdge() {
    SplittableRandom random = new SplittableRandom(5);
    int[] rows = new int[33];
    for (int i = 0; i < 33_000; i++) {
      rows[Layout.place(random, 60, 100, 1)[0][0]]++;
    }
    assertThat(IntStream.of(rows))
        .allMatch(count -> count > 1000 - 6 * 32 && count < 1000 + 6 * 32);
  }

  private static void assertApart(int[][] places, int height, int width, int digits) {
    assertThat(places).hasDimensions(digits, 2);
    for (int i = 0; i < digits; i++) {
      assertThat(places[i][0]).isBetween(0, height - 28);
      assertThat(places[i][1]).isBetween(0, width - 28);
      for (int j = 0; j < i; j++) {
        boolean apart =
            places[i][0] + 28 <= places[j][0]
                || places[j][0] + 28 <= places[i][0]
                || places[i][1] + 28 <= places[j][1]
                || places[j][1] + 28 <= places[i][1];
        assertThat(apart).isTrue();
      }
    }
  }
}
