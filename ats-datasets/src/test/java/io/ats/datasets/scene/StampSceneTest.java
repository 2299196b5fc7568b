package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampSceneTest {

  private static final GreyBitmap GREY = bitmap(2, 2, 100, 100, 100, 100);

  @Test
  void laterStampsCoverEarlierOnesAlsoWhereTheyAreBlack() {
    GreyBitmap hole = bitmap(1, 2, 0, 255);
    StampScene scene = new StampScene(3, 3, List.of(new Stamp(GREY, 0, 0), new Stamp(hole, 1, 1)));
    assertThat(render(scene, 0, 0, 3, 3))
        .containsExactly(100 / 255f, 100 / 255f, 0, 100 / 255f, 0, 1, 0, 0, 0);
    float[] view = new float[1];
    scene.renderView(1, 1, view, 0);
    assertThat(view[0]).isCloseTo((300 / 255f + 1) / 9, within(1e-6f));
  }

  @Test
  void stampsOverTheEdgeAreClippedAndPixelsOutsideLeftAsTheyAre() {
    StampScene scene = new StampScene(3, 3, List.of(new Stamp(GREY, -1, 2)));
    float[] target = new float[1 + 5 * 5];
    Arrays.fill(target, 7);
    scene.render(-1, -1, 5, 5, target, 1);
    float[] expected = target.clone();
    Arrays.fill(expected, 7);
    expected[1 + 5 + 3] = 100 / 255f; // canvas (0,2)
    assertThat(target).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"0,0,17,23", "-5,-3,10,40", "9,14,30,30", "4,5,1,1", "40,40,4,4", "-9,2,9,9"})
  void regionsEqualSlicesOfTheCanvas(int row, int column, int height, int width) {
    StampScene scene = crowded(17, 23, 1);
    float[] canvas = paint(scene);
    float[] expected = new float[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = row + y >= 0 && row + y < 17 && column + x >= 0 && column + x < 23;
        expected[y * width + x] = inside ? canvas[(row + y) * 23 + column + x] : 0;
      }
    }
    assertThat(render(scene, row, column, height, width)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "24,36,4,6",
    "24,36,24,36",
    "17,23,5,7",
    "17,23,1,1",
    "31,12,30,11",
    "29,64,7,3",
    "9,11,20,13"
  })
  void viewsAreAreaAverages(int height, int width, int viewHeight, int viewWidth) {
    for (int seed = 0; seed < 5; seed++) {
      StampScene scene = crowded(height, width, seed);
      float[] view = new float[3 + viewHeight * viewWidth];
      scene.renderView(viewHeight, viewWidth, view, 3);
      double[] expected = average(paint(scene), height, width, viewHeight, viewWidth);
      assertThat(DoubleStream.of(expected).max().orElseThrow()).isGreaterThan(0.05);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) view[3 + i]).as("cell %d", i).isCloseTo(expected[i], within(1e-5));
      }
    }
  }

  /** The canvas would be 6.4 GB; were it touched, this would run out of memory or time. */
  @Test
  void hugeCanvasesCostNothing() {
    GreyBitmap bitmap = random(new Random(3), 28, 28);
    StampScene scene = new StampScene(40_000, 40_000, List.of(new Stamp(bitmap, 39_990, 39_990)));
    float[] view = new float[1000 * 1000];
    float[] patch = new float[50 * 50];
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          for (int i = 0; i < 1000; i++) {
            scene.render(39_980, 39_980, 50, 50, patch, 0);
          }
          scene.renderView(1000, 1000, view, 0);
        });
    assertThat(patch[10 * 50 + 10]).isEqualTo(bitmap.value(0, 0) / 255f);
    assertThat(patch[19 * 50 + 19]).isEqualTo(bitmap.value(9, 9) / 255f);
    double sum = 0;
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 10; x++) {
        sum += bitmap.value(y, x) / 255.0;
      }
    }
    assertThat((double) view[view.length - 1]).isCloseTo(sum / 1600, within(1e-6));
    assertThat(view[0]).isZero();
  }

  @Test
  void stampsShareTheirPixels() {
    byte[] pixels = new byte[10];
    pixels[7] = (byte) 255;
    GreyBitmap bitmap = new GreyBitmap(pixels, 6, 2, 2);
    assertThat(bitmap.pixels()).isSameAs(pixels);
    assertThat(render(new StampScene(2, 2, List.of(new Stamp(bitmap, 0, 0))), 0, 0, 2, 2))
        .containsExactly(0, 1, 0, 0);
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new StampScene(0, 5, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a canvas's sides must be at least 1, got 0×5");
    assertThatThrownBy(() -> new GreyBitmap(new byte[4], 0, 0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a grey bitmap's sides must be at least 1, got 0×4");
    assertThatThrownBy(() -> new GreyBitmap(new byte[4], 1, 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static GreyBitmap bitmap(int height, int width, int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return new GreyBitmap(pixels, 0, height, width);
  }

  private static GreyBitmap random(Random random, int height, int width) {
    byte[] pixels = new byte[height * width];
    random.nextBytes(pixels);
    return new GreyBitmap(pixels, 0, height, width);
  }

  /** Many stamps of several sizes, over each other and over the edges. */
  private static StampScene crowded(int height, int width, long seed) {
    Random random = new Random(seed);
    List<Stamp> stamps = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      GreyBitmap bitmap = random(random, 1 + random.nextInt(9), 1 + random.nextInt(9));
      stamps.add(new Stamp(bitmap, random.nextInt(height + 8) - 8, random.nextInt(width + 8) - 8));
    }
    return new StampScene(height, width, stamps);
  }

  private static float[] render(StampScene scene, int row, int column, int height, int width) {
    float[] target = new float[height * width];
    scene.render(row, column, height, width, target, 0);
    return target;
  }

  /** Paints the canvas pixel by pixel, without the class under test. */
  private static float[] paint(StampScene scene) {
    float[] canvas = new float[scene.height() * scene.width()];
    for (Stamp stamp : scene.stamps()) {
      for (int y = 0; y < stamp.bitmap().height(); y++) {
        for (int x = 0; x < stamp.bitmap().width(); x++) {
          int row = stamp.row() + y;
          int column = stamp.column() + x;
          if (row >= 0 && row < scene.height() && column >= 0 && column < scene.width()) {
            int index = stamp.bitmap().offset() + y * stamp.bitmap().width() + x;
            canvas[row * scene.width() + column] = (stamp.bitmap().pixels()[index] & 255) / 255f;
          }
        }
      }
    }
    return canvas;
  }

  /** Averages every cell over every pixel of the canvas, in floating point. */
  private static double[] average(float[] canvas, int height, int width, int rows, int columns) {
    double[] result = new double[rows * columns];
    double cellHeight = height / (double) rows;
    double cellWidth = width / (double) columns;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            double down = Math.min(y + 1, (i + 1) * cellHeight) - Math.max(y, i * cellHeight);
            double across = Math.min(x + 1, (j + 1) * cellWidth) - Math.max(x, j * cellWidth);
            if (down > 0 && across > 0) {
              result[i * columns + j] +=
                  canvas[y * width + x] * down * across / (cellHeight * cellWidth);
            }
          }
        }
      }
    }
    return result;
  }
}
