package io.ats.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.Views;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two images of 12 × 16 with a view of 6 × 8, each with its boxes, against copies of them. */
class BlankedSourceTest {

  private static final int HEIGHT = 12;
  private static final int WIDTH = 16;

  /** Those of the first image overlap; that of the second covers halves of the view's pixels. */
  private static final int[][][] BOXES = {{{0, 0, 4, 6}, {2, 4, 8, 8}}, {{3, 5, 9, 16}}};

  private static Views views(NDManager manager, float[] pixels) {
    TensorSource source = new TensorSource(manager.create(pixels, new Shape(2, 2, HEIGHT, WIDTH)));
    return new Views(source.view(manager, HEIGHT / 2, WIDTH / 2), source);
  }

  private static float[] pixels() {
    return Pictures.random(1, 2 * 2 * HEIGHT * WIDTH);
  }

  /** Returns a copy with the boxes painted. */
  private static float[] painted(float[] pixels, float[] colours) {
    float[] copy = pixels.clone();
    for (int b = 0; b < 2; b++) {
      for (int[] box : BOXES[b]) {
        for (int i = 0; i < 2 * HEIGHT * WIDTH; i++) {
          int row = i / WIDTH % HEIGHT;
          int column = i % WIDTH;
          if (row >= box[0] && row < box[2] && column >= box[1] && column < box[3]) {
            copy[b * 2 * HEIGHT * WIDTH + i] = colours[2 * b + i / (HEIGHT * WIDTH)];
          }
        }
      }
    }
    return copy;
  }

  /** Returns whether a pixel of a view of half the size has a part under a box. */
  private static boolean touched(int b, int row, int column) {
    for (int[] box : BOXES[b]) {
      if (2 * row < box[2]
          && 2 * row + 2 > box[0]
          && 2 * column < box[3]
          && 2 * column + 2 > box[1]) {
        return true;
      }
    }
    return false;
  }

  /** Returns the mean of the view's pixels that no box touches, of each image and channel. */
  private static float[] colours(Views views) {
    float[] low = views.low().toFloatArray();
    float[] means = new float[4];
    for (int plane = 0; plane < 4; plane++) {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < 48; i++) {
        if (!touched(plane / 2, i / 8, i % 8)) {
          sum += low[plane * 48 + i];
          count++;
        }
      }
      means[plane] = (float) (sum / count);
    }
    return means;
  }

  @ParameterizedTest
  @EnumSource
  void cropsAreThoseOfAPaintedCopy(Border border) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Views plain = views(manager, pixels());
      Views blanked = BlankedSource.of(plain, BOXES);
      Views copy = views(manager, painted(pixels(), colours(plain)));
      NDArray origins =
          manager.create(new long[] {-2, -3, 3, 3, 9, 12, 4, 2, 0, 10, 8, 13}, new Shape(2, 3, 2));
      assertThat(blanked.source().crop(origins, 5, 6, border).toFloatArray())
          .containsExactly(copy.source().crop(origins, 5, 6, border).toFloatArray(), within(1e-6f));
    }
  }

  @Test
  void aReducedPixelIsBlankIfAPartOfItIs() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Views plain = views(manager, pixels());
      float[] colours = colours(plain);
      float[] expected = plain.low().toFloatArray();
      for (int i = 0; i < expected.length; i++) {
        if (touched(i / 96, i / 8 % 6, i % 8)) {
          expected[i] = colours[i / 48];
        }
      }
      Views blanked = BlankedSource.of(plain, BOXES);
      assertThat(blanked.low().toFloatArray()).containsExactly(expected, within(1e-6f));
      assertThat(blanked.source().view(manager, 6, 8).toFloatArray())
          .containsExactly(expected, within(1e-6f));
    }
  }

  /** Half a pixel off the grid, so that each sample is of two rows and two columns. */
  @Test
  void aSampleIsBlankIfAPixelOfItIs() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Views plain = views(manager, pixels());
      float[] regions = new float[2 * 2 * 4];
      for (int k = 0; k < 4; k++) {
        regions[4 * k] = (0.5f + k) / HEIGHT;
        regions[4 * k + 1] = (1.5f + 2 * k) / WIDTH;
        regions[4 * k + 2] = (7.5f + k) / HEIGHT;
        regions[4 * k + 3] = (8.5f + 2 * k) / WIDTH;
      }
      NDArray at = manager.create(regions, new Shape(2, 2, 4));
      float[] colours = colours(plain);
      float[] expected = plain.source().sample(at, 7, 7).toFloatArray(); // (2,2,2,7,7)
      int blank = 0;
      for (int i = 0; i < expected.length; i++) {
        int crop = i / 98;
        int row = crop + i / 7 % 7;
        int column = 2 * crop + 1 + i % 7;
        for (int[] box : BOXES[crop / 2]) {
          if (row + 1 >= box[0] && row < box[2] && column + 1 >= box[1] && column < box[3]) {
            expected[i] = colours[crop / 2 * 2 + i / 49 % 2];
            blank++;
          }
        }
      }
      assertThat(blank).isBetween(100, 380);
      assertThat(BlankedSource.of(plain, BOXES).source().sample(at, 7, 7).toFloatArray())
          .containsExactly(expected, within(1e-5f));
    }
  }

  @Test
  void nothingRemainsOfAnImageUnderABox() {
    try (NDManager manager = NDManager.newBaseManager()) {
      int[][][] all = {{{0, 0, HEIGHT, WIDTH}}, {}};
      Views plain = views(manager, pixels());
      Views blanked = BlankedSource.of(plain, all);
      assertThat(blanked.low().get(0).abs().max().getFloat()).isZero();
      assertThat(blanked.low().get(1)).isEqualTo(plain.low().get(1));
      assertThatThrownBy(() -> BlankedSource.of(plain, new int[1][][]))
          .hasMessage("boxes of 1 images for a batch of 2");
    }
  }

  /** A scene is asked for no more than without boxes. */
  @Test
  void readsWhatIsAskedForOnly() {
    try (NDManager manager = NDManager.newBaseManager()) {
      FakeScene scene = new FakeScene(Pictures.random(2, 40 * 40), 1, 40, 40);
      Views views = new Views(manager.ones(new Shape(1, 1, 4, 4)), new SceneSource(List.of(scene)));
      Views blanked = BlankedSource.of(views, new int[][][] {{{0, 0, 20, 20}}});
      assertThat(scene.rendered).isEmpty();
      NDArray origins = manager.create(new long[] {18, 18}, new Shape(1, 1, 2));
      NDArray patch = blanked.source().crop(origins, 4, 4, Border.ZERO);
      assertThat(scene.rendered).hasSize(1);
      assertThat(patch.get("0,0,0,0:2,0:2").toFloatArray()).containsOnly(1);
    }
  }
}
