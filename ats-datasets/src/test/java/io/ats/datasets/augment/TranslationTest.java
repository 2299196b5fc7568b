package io.ats.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.options.OptionException;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Gradients;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TranslationTest {

  private static final int B = 4;
  private static final int H = 12;
  private static final int W = 16;

  private final NDManager manager = NDManager.newBaseManager();
  private final float[] pixels = new float[B * 2 * H * W];
  private final NDArray images;

  TranslationTest() {
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    images = manager.create(pixels, new Shape(B, 2, H, W));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Views views(int scale) {
    TensorSource source = new TensorSource(images);
    return new Views(source.view(manager, H / scale, W / scale), source);
  }

  private static int shift(Views moved, int image, int axis) {
    return (int) ((TranslatedSource) moved.source()).shift().getLong(image, 0, axis);
  }

  /** Each image on its own, in plain loops. */
  private NDArray expected(Views moved) {
    float[] all = new float[pixels.length];
    for (int b = 0; b < B; b++) {
      for (int c = 0; c < 2; c++) {
        for (int i = 0; i < H; i++) {
          for (int j = 0; j < W; j++) {
            int row = i - shift(moved, b, 0);
            int column = j - shift(moved, b, 1);
            boolean inside = row >= 0 && row < H && column >= 0 && column < W;
            int plane = (b * 2 + c) * H;
            all[(plane + i) * W + j] = inside ? pixels[(plane + row) * W + column] : 0;
          }
        }
      }
    }
    return manager.create(all, new Shape(B, 2, H, W));
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void patchesAreThoseOfTheMovedImages(Border border) {
    Views moved = new Translation(5, 1).apply(views(1), new Random(2));
    NDArray expected = expected(moved);
    long[] origins = {-2, 3, 5, -3, 7, 12, 0, 0, 2, 11, -1, 4, 8, 13, 3, 3};
    NDArray at = manager.create(origins, new Shape(B, 2, 2));
    assertThat(moved.source().crop(at, 6, 7, border))
        .isEqualTo(new TensorSource(expected).crop(at, 6, 7, border));
    NDArray whole = manager.zeros(new Shape(B, 1, 2), ai.djl.ndarray.types.DataType.INT64);
    assertThat(moved.source().crop(whole, H, W, border).squeeze(1)).isEqualTo(expected);
  }

  /** A step of the view is a whole number of the image's pixels here: both move alike. */
  @Test
  void theViewMovesWithTheImage() {
    Views moved = new Translation(9, 1).apply(views(4), new Random(3));
    TensorSource expected = new TensorSource(expected(moved));
    Set<Integer> shifts = new TreeSet<>();
    for (int b = 0; b < B; b++) {
      shifts.add(shift(moved, b, 0));
      shifts.add(shift(moved, b, 1));
    }
    assertThat(shifts).isSubsetOf(-8, -4, 0, 4, 8).hasSizeGreaterThan(2);
    assertClose(moved.low(), expected.view(manager, H / 4, W / 4));
    assertClose(moved.source().view(manager, H / 4, W / 4), moved.low());
    assertClose(moved.source().view(manager, H, W), expected.view(manager, H, W));
  }

  @Test
  void regionsBetweenPixelsMoveToo() {
    Views moved = new Translation(4, 1).apply(views(1), new Random(2));
    float[] one = {0.2f, 0.3f, 0.7f, 0.6f};
    NDArray regions = manager.create(one, new Shape(1, 1, 4)).repeat(0, B);
    assertClose(
        moved.source().sample(regions, 5, 4),
        new TensorSource(expected(moved)).sample(regions, 5, 4));
    double[] gradient = gradient(moved.source(), regions);
    assertThat(Gradients.distance(gradient, new double[gradient.length])).isGreaterThan(0.1f);
    assertThat(Gradients.distance(gradient, gradient(new TensorSource(expected(moved)), regions)))
        .isLessThan(1e-3f);
    float[] outside = {-0.8f, -0.9f, -0.1f, -0.2f};
    NDArray beyond = manager.create(outside, new Shape(1, 1, 4)).repeat(0, B);
    assertThat(moved.source().sample(beyond, 5, 4).abs().max().getFloat()).isZero();
  }

  private static double[] gradient(PatchSource source, NDArray regions) {
    return Gradients.of(at -> source.sample(at, 5, 6).square().sum(), regions);
  }

  private static void assertClose(NDArray found, NDArray expected) {
    assertThat(found.getShape()).isEqualTo(expected.getShape());
    assertThat(found.sub(expected).abs().max().getFloat()).isLessThan(1e-6f);
  }

  @Test
  void everyShiftWithinReachIsDrawnAndNoOther() {
    Set<Integer> found = new TreeSet<>();
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      found.add(shift(new Translation(3, 1).apply(views(1), random), 0, 1));
    }
    assertThat(found).containsExactly(-3, -2, -1, 0, 1, 2, 3);
  }

  @Test
  void someImagesStay() {
    Random random = new Random(5);
    int still = 0;
    for (int i = 0; i < 100; i++) {
      Views moved = new Translation(6, 0.25).apply(views(1), random);
      for (int b = 0; b < B; b++) {
        still += shift(moved, b, 0) == 0 && shift(moved, b, 1) == 0 ? 1 : 0;
      }
    }
    // Of 400, three quarters and the 169th part of the others; four deviations of 8.6.
    assertThat((double) still).isCloseTo(300.6, within(35.0));
  }

  @Test
  void zeroIsOffAndOtherValuesAreErrors() {
    Views views = views(1);
    assertThat(new Translation(0, 1).apply(views, new Random(1))).isSameAs(views);
    assertThatThrownBy(() -> new Translation(-1, 1))
        .isInstanceOf(OptionException.class)
        .hasMessage("translation must be at least 0, got -1; 0 turns it off");
    assertThatThrownBy(() -> new Translation(1, Double.NaN))
        .isInstanceOf(OptionException.class)
        .hasMessage("translation-probability must be in [0,1], got NaN");
  }
}
