package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpriteSceneTest {

  @ParameterizedTest
  @CsvSource({"0,0,17,23", "-5,-3,30,40", "9,14,30,30", "4,5,1,1", "40,40,4,4", "-9,2,9,9"})
  void regionsEqualSlicesOfTheImage(int row, int column, int height, int width) {
    SpriteScene scene = crowded(17, 23);
    double[][][] image = Brute.paint(scene);
    float[] region = Brute.render(scene, row, column, height, width);
    for (int i = 0; i < region.length; i++) {
      int y = row + i / width % height;
      int x = column + i % width;
      boolean inside = y >= 0 && x >= 0 && y < 17 && x < 23;
      double expected = inside ? image[i / width / height][y][x] : 0;
      assertThat((double) region[i]).as("pixel %d", i).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void pixelsOutsideAndBeforeTheOffsetAreLeftAsTheyAre() {
    float[] target = new float[2 + 3 * 4];
    Arrays.fill(target, 7);
    SpriteScene scene =
        new SpriteScene(
            new ColourBitmapScene(new ColourBitmap(new byte[] {51, 102, 0}, 1, 1)), List.of());
    scene.render(-1, -1, 2, 2, target, 2);
    assertThat(target).containsExactly(7, 7, 7, 7, 7, 0.2f, 7, 7, 7, 0.4f, 7, 7, 7, 0);
  }

  @ParameterizedTest
  @CsvSource({"24,36,4,6", "17,23,5,7", "17,23,1,1", "31,12,30,11", "29,40,7,3", "9,11,20,13"})
  void viewsAreAreaAverages(int height, int width, int viewHeight, int viewWidth) {
    SpriteScene scene = crowded(height, width);
    double[] expected = Brute.average(Brute.paint(scene), viewHeight, viewWidth);
    float[] view = new float[4 + expected.length];
    Arrays.fill(view, 7);
    scene.renderView(viewHeight, viewWidth, view, 4);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) view[4 + i]).as("cell %d", i).isCloseTo(expected[i], within(1e-5));
    }
    assertThat(Arrays.copyOf(view, 4)).containsOnly(7);
    float[] below = new float[expected.length];
    scene.background().renderView(viewHeight, viewWidth, below, 0);
    assertThat(below)
        .as("the background's own view")
        .isNotEqualTo(Arrays.copyOfRange(view, 4, view.length));
  }

  @Test
  void theBackgroundsViewIsKeptForEachSize() {
    ColourBitmapScene background = new ColourBitmapScene(Brute.bitmap(12, 18, 1));
    for (int size : new int[] {3, 5, 3, 5}) {
      float[] view = new float[3 * size * size];
      background.renderView(size, size, view, 0);
      double[] expected =
          Brute.average(Brute.paint(new SpriteScene(background, List.of())), size, size);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) view[i]).isCloseTo(expected[i], within(1e-5));
      }
      view[0] = 9; // Must not be the one that is kept.
    }
  }

  @Test
  void aCentredSpriteHasItsMiddleAtThePlace() {
    Sprite sprite = Brute.sprite(5, 4, 1);
    assertThat(PlacedSprite.centred(sprite, 10, 20)).isEqualTo(new PlacedSprite(sprite, 8, 18));
  }

  /** Sprites over each other and over every edge. */
  private static SpriteScene crowded(int height, int width) {
    return new SpriteScene(
        new ColourBitmapScene(Brute.bitmap(height, width, 1)),
        List.of(
            new PlacedSprite(Brute.sprite(5, 6, 2), -2, -3),
            new PlacedSprite(Brute.sprite(7, 4, 3), 3, 2),
            new PlacedSprite(Brute.sprite(4, 9, 4), 5, 3),
            new PlacedSprite(Brute.sprite(6, 6, 5), height - 3, width - 4),
            new PlacedSprite(Brute.sprite(3, 3, 6), height + 5, 0),
            new PlacedSprite(Brute.sprite(3, 3, 7), 0, -9)));
  }
}
