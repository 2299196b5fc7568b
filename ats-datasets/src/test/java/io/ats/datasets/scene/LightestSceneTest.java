package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightestSceneTest {

  @ParameterizedTest
  @CsvSource({"0,0,17,23", "-5,-3,10,40", "9,14,30,30", "4,5,1,1", "40,40,4,4", "-9,2,9,9"})
  void regionsEqualSlicesOfTheLightestPixels(int row, int column, int height, int width) {
    LightestScene scene = crowded(17, 23, 1);
    float[] canvas = paint(scene);
    float[] target = new float[2 + height * width];
    scene.render(row, column, height, width, target, 2);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = row + y >= 0 && row + y < 17 && column + x >= 0 && column + x < 23;
        assertThat(target[2 + y * width + x])
            .isEqualTo(inside ? canvas[(row + y) * 23 + column + x] : 0);
      }
    }
  }

  /** Every pixel of 12 stamps, many of them equally light where they overlap, counts once. */
  @ParameterizedTest
  @CsvSource({"24,36,4,6", "24,36,24,36", "17,23,5,7", "17,23,1,1", "9,11,3,4"})
  void viewsAreAreaAverages(int height, int width, int rows, int columns) {
    for (int seed = 0; seed < 5; seed++) {
      LightestScene scene = crowded(height, width, seed);
      float[] canvas = paint(scene);
      double[] expected = new double[rows * columns];
      // In steps of which a pixel has rows × columns and a cell height × width.
      for (int y = 0; y < height * rows; y++) {
        for (int x = 0; x < width * columns; x++) {
          expected[y / height * columns + x / width] +=
              canvas[y / rows * width + x / columns] / (double) (height * width);
        }
      }
      float[] view = new float[3 + rows * columns];
      scene.renderView(rows, columns, view, 3);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) view[3 + i]).as("cell %d", i).isCloseTo(expected[i], within(1e-5));
      }
    }
  }

  @Test
  void theOrderOfStampsIsOfNoMatter() {
    LightestScene scene = crowded(17, 23, 4);
    List<Stamp> reversed = new ArrayList<>(scene.stamps());
    Collections.reverse(reversed);
    LightestScene other = new LightestScene(17, 23, reversed);
    assertThat(paint(scene)).isEqualTo(render(other));
    float[] one = new float[1];
    float[] two = new float[1];
    scene.renderView(1, 1, one, 0);
    other.renderView(1, 1, two, 0);
    assertThat(one[0]).isPositive().isCloseTo(two[0], within(1e-6f));
  }

  /** The canvas has a million million pixels: nothing of it can have been kept. */
  @Test
  void theSizeOfTheCanvasCostsNothing() {
    int side = 1_000_000;
    byte[] white = {(byte) 255, (byte) 255, (byte) 255, (byte) 255};
    GreyBitmap bitmap = new GreyBitmap(white, 0, 2, 2);
    Stamp stamp = new Stamp(bitmap, side - 2, side - 2);
    LightestScene scene = new LightestScene(side, side, List.of(stamp, stamp));
    float[] patch = new float[9];
    scene.render(side - 3, side - 3, 3, 3, patch, 0);
    assertThat(patch).containsExactly(0, 0, 0, 0, 1, 1, 0, 1, 1);
    float[] view = new float[100];
    scene.renderView(10, 10, view, 0);
    assertThat(view[99]).isCloseTo(4e-10f, within(1e-16f));
    assertThat(IntStream.range(0, 99).mapToDouble(i -> view[i]).sum()).isZero();
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new LightestScene(5, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a canvas's sides must be at least 1, got 5×0");
  }

  /** Many stamps of four shades, over each other and over the edges. */
  private static LightestScene crowded(int height, int width, long seed) {
    Random random = new Random(seed);
    List<Stamp> stamps = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int rows = 1 + random.nextInt(9);
      int columns = 1 + random.nextInt(9);
      byte[] pixels = new byte[rows * columns];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (byte) (85 * random.nextInt(4));
      }
      GreyBitmap bitmap = new GreyBitmap(pixels, 0, rows, columns);
      stamps.add(new Stamp(bitmap, random.nextInt(height + 8) - 8, random.nextInt(width + 8) - 8));
    }
    return new LightestScene(height, width, stamps);
  }

  private static float[] render(LightestScene scene) {
    float[] target = new float[scene.height() * scene.width()];
    scene.render(0, 0, scene.height(), scene.width(), target, 0);
    return target;
  }

  /** Paints the canvas pixel by pixel, without the class under test. */
  private static float[] paint(LightestScene scene) {
    float[] canvas = new float[scene.height() * scene.width()];
    for (Stamp stamp : scene.stamps()) {
      GreyBitmap bitmap = stamp.bitmap();
      for (int p = 0; p < bitmap.pixels().length; p++) {
        int row = stamp.row() + p / bitmap.width();
        int column = stamp.column() + p % bitmap.width();
        if (row >= 0 && row < scene.height() && column >= 0 && column < scene.width()) {
          int at = row * scene.width() + column;
          canvas[at] = Math.max(canvas[at], (bitmap.pixels()[p] & 255) / 255f);
        }
      }
    }
    return canvas;
  }
}
