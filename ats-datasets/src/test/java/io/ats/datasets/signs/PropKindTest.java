package io.ats.datasets.signs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PropKindTest {

  @ParameterizedTest
  @EnumSource(PropKind.class)
  void drawingsHaveSomethingAndRoomAroundAndStandBelowTheHorizon(PropKind kind) {
    assertThat(kind.ground(0)).isGreaterThan(0.5).isLessThan(kind.ground(1));
    assertThat(kind.ground(1)).isLessThan(1);
    for (int seed = 0; seed < 10; seed++) {
      BufferedImage image = kind.draw(400, new SplittableRandom(seed));
      assertThat(image.getHeight()).isBetween(20, 168);
      int opaque = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          opaque += image.getRGB(x, y) >>> 24 > 127 ? 1 : 0;
        }
      }
      double share = opaque / (double) (image.getHeight() * image.getWidth());
      assertThat(share).isBetween(0.08, 0.97);
    }
  }
}
