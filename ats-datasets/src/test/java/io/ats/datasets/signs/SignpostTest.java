package io.ats.datasets.signs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.SpriteScene;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignpostTest {

  private static final int SIDE = 160;

  @ParameterizedTest
  @EnumSource(SignFace.class)
  void theFaceFillsTheBoxAndNothingElseButThePostBelow(SignFace face) {
    float[] image = render(new Signpost(face, 60, 60, 80, 0, 0, 0, 0, 0));
    int left = SIDE;
    int right = 0;
    int top = SIDE;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        if (image[row * SIDE + column] != 0.5f) {
          boolean post = row >= 60 && Math.abs(column + 0.5 - 80) < 4;
          left = post ? left : Math.min(left, column);
          right = post ? right : Math.max(right, column + 1);
          top = Math.min(top, row);
          assertThat(post || row < 90).isTrue();
        }
      }
    }
    assertThat(top).isBetween(30, 40);
    assertThat(left).isBetween(50, 60);
    assertThat(right).isBetween(100, 110);
    assertThat(new Signpost(face, 60, 60, 80, 0, 0, 0, 0, 0).box(120, 160))
        .containsExactly(0.25f, 50 / 160f, 0.75f, 110 / 160f);
  }

  @Test
  void facesDiffer() {
    for (SignFace a : SignFace.values()) {
      for (SignFace b : SignFace.values()) {
        float[] first = render(new Signpost(a, 60, 60, 80, 0, 0, 0, 0, 0));
        float[] second = render(new Signpost(b, 60, 60, 80, 0, 0, 0, 0, 0));
        double difference = 0;
        for (int i = 0; i < first.length; i++) {
          difference += Math.abs(first[i] - second[i]);
        }
        assertThat(difference > 20).as("%s and %s", a, b).isEqualTo(a != b);
      }
    }
  }

  @Test
  void turningForeshortensAndTiltLeans() {
    assertThat(width(render(new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, Math.PI / 3, 0, 0, 0))))
        .isBetween(29, 31);
    assertThat(width(render(new Signpost(SignFace.CROSSING, 60, 60, 80, 0, 0, 0, 0, 0))))
        .isBetween(42, 44);
    assertThat(width(render(new Signpost(SignFace.CROSSING, 60, 60, 80, Math.PI / 4, 0, 0, 0, 0))))
        .isBetween(57, 60);
  }

  /** A Gaussian keeps the sum and adds its variance to an edge's; colours must not darken. */
  @Test
  void blurSmoothsTheEdgeAndKeepsTheColour() {
    Sprite sharp = new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, 0, 0, 0, 0).draw().sprite();
    PlacedSprite placed = new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, 0, 2, 0, 0).draw();
    Sprite blurred = placed.sprite();
    int plane = blurred.height() * blurred.width();
    int row = 60 - placed.row() - 16; // Through the red above the bar.
    double mean = 0;
    double square = 0;
    double all = 0;
    for (int x = 1; x < blurred.width() / 2; x++) {
      int at = row * blurred.width() + x;
      int opacity = blurred.pixels()[3 * plane + at] & 255;
      double step = opacity - (blurred.pixels()[3 * plane + at - 1] & 255);
      mean += step * x;
      square += step * x * x;
      all += step;
      if (opacity > 20) {
        assertThat(blurred.pixels()[at] & 255).as("red").isBetween(0xB4, 0xCC);
      }
    }
    assertThat(all).isCloseTo(255, within(2.0));
    double deviation = Math.sqrt(square / all - mean / all * mean / all);
    assertThat(deviation).isCloseTo(2.2, within(0.45)); // The edge is curved and one pixel wide.
    assertThat(blurred.width()).isEqualTo(sharp.width() + 12);
  }

  @Test
  void theLeastBlurIsNone() {
    assertThat(render(new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, 0, 1e-300, 0, 0)))
        .containsExactly(
            render(new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, 0, 0, 0, 0)), within(2 / 255f));
  }

  @Test
  void dirtSpotsTheFaceAsItsSeedSays() {
    float[] clean = render(new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, 0, 0, 0, 1));
    float[] dirty = render(new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, 0, 0, 4, 1));
    float[] other = render(new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, 0, 0, 4, 2));
    assertThat(dirty)
        .isNotEqualTo(other)
        .isEqualTo(render(new Signpost(SignFace.NO_ENTRY, 60, 60, 80, 0, 0, 0, 4, 1)));
    int changed = 0;
    for (int i = 0; i < clean.length; i++) {
      boolean far = Math.hypot(i / SIDE + 0.5 - 60, i % SIDE + 0.5 - 80) > 30;
      assertThat(far && clean[i] != dirty[i]).isFalse();
      changed += clean[i] != dirty[i] ? 1 : 0;
    }
    assertThat(changed).isBetween(100, 2500);
  }

  private static int width(float[] image) {
    int left = SIDE;
    int right = 0;
    for (int i = 0; i < 60 * SIDE; i++) { // Above the post.
      if (image[i] != 0.5f) {
        left = Math.min(left, i % SIDE);
        right = Math.max(right, i % SIDE + 1);
      }
    }
    return right - left;
  }

  /** Returns the mean of the channels; ½ where nothing is drawn. */
  private static float[] render(Signpost sign) {
    ColourBitmap black = new ColourBitmap(new byte[3 * SIDE * SIDE], SIDE, SIDE);
    SpriteScene scene = new SpriteScene(new ColourBitmapScene(black), List.of(sign.draw()));
    float[] image = new float[3 * SIDE * SIDE];
    scene.render(0, 0, SIDE, SIDE, image, 0);
    float[] mean = new float[SIDE * SIDE];
    for (int i = 0; i < mean.length; i++) {
      float sum = image[i] + image[SIDE * SIDE + i] + image[2 * SIDE * SIDE + i];
      mean[i] = sum == 0 ? 0.5f : sum / 3;
    }
    return mean;
  }
}
