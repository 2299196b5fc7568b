package io.ats.datasets.megapixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.datasets.scene.GreyBitmap;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoisePatternsTest {

  private final List<GreyBitmap> patterns = NoisePatterns.draw(new SplittableRandom(7), 50);

  @Test
  void allAreDifferent() {
    assertThat(patterns.stream().map(p -> ByteBuffer.wrap(p.pixels())).distinct()).hasSize(50);
  }

  @Test
  void sameSeedSamePatterns() {
    List<GreyBitmap> again = NoisePatterns.draw(new SplittableRandom(7), 3);
    for (int i = 0; i < 3; i++) {
      assertThat(again.get(i).pixels()).isEqualTo(patterns.get(i).pixels());
    }
  }

  @Test
  void linesCrossTheStampAndAreThin() {
    for (GreyBitmap pattern : patterns) {
      assertThat(pattern.height()).isEqualTo(28);
      assertThat(pattern.width()).isEqualTo(28);
      // Each line is four pixels wide with its soft edges, and 20 to 40 pixels long.
      assertThat(values(pattern).filter(value -> value > 0).count()).isBetween(60L, 330L);
      long atTheEdge =
          IntStream.range(0, 28)
              .map(
                  i ->
                      Math.max(pattern.value(0, i), pattern.value(27, i))
                          + Math.max(pattern.value(i, 0), pattern.value(i, 27)))
              .filter(value -> value > 127)
              .count();
      assertThat(atTheEdge).isGreaterThan(1);
    }
  }

  @Test
  void brightnessIsDimmedByUpToAFifth() {
    for (GreyBitmap pattern : patterns) {
      assertThat(values(pattern).max().orElseThrow()).isBetween(245, 255);
      // Along the middle of a line nothing is darker than 0.8; jitter leaves few equal values.
      assertThat(values(pattern).filter(value -> value >= 204).distinct().count())
          .isGreaterThan(15);
    }
  }

  private static IntStream values(GreyBitmap pattern) {
    return IntStream.range(0, 28 * 28).map(i -> pattern.value(i / 28, i % 28));
  }
}
