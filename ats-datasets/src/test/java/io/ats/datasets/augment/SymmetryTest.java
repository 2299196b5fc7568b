package io.ats.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Gradients;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SymmetryTest {

  private static final int B = 16;
  private static final int N = 8;

  private final NDManager manager = NDManager.newBaseManager();
  private final float[] pixels = new float[N * N];

  SymmetryTest() {
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** The same image many times, its view as large as itself. */
  private Views views() {
    NDArray images = manager.create(pixels, new Shape(1, 1, N, N)).repeat(0, B);
    return new Views(images, new TensorSource(images));
  }

  /** The eight images of a square's symmetries by where the corners go, in plain loops. */
  private Set<String> turns(boolean mirrors, boolean turns) {
    Set<String> found = new TreeSet<>();
    for (int quarter = 0; quarter < (turns ? 4 : 1); quarter++) {
      for (int mirror = 0; mirror < (mirrors ? 4 : 1); mirror++) {
        float[] image = pixels;
        for (int i = 0; i < quarter; i++) {
          image = turned(image);
        }
        found.add(text(mirrored(image, mirror % 2 == 1, mirror / 2 == 1)));
      }
    }
    return found;
  }

  private static float[] turned(float[] image) {
    float[] result = new float[N * N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        result[j * N + N - 1 - i] = image[i * N + j];
      }
    }
    return result;
  }

  private static float[] mirrored(float[] image, boolean rows, boolean columns) {
    float[] result = new float[N * N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        result[(rows ? N - 1 - i : i) * N + (columns ? N - 1 - j : j)] = image[i * N + j];
      }
    }
    return result;
  }

  private static String text(float[] image) {
    return java.util.Arrays.toString(image);
  }

  @ParameterizedTest
  @CsvSource({"true,false,4", "false,true,4", "true,true,8"})
  void everyImageOfTheGroupIsMadeAndNoOther(boolean flip, boolean rotate, int size) {
    Set<String> expected = turns(flip, rotate);
    assertThat(expected).hasSize(size);
    Set<String> found = new TreeSet<>();
    Random random = new Random(2);
    for (int i = 0; i < 8; i++) {
      NDArray low = new Symmetry(flip, rotate).apply(views(), random).low();
      for (int b = 0; b < B; b++) {
        found.add(text(low.get(b).toFloatArray()));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void patchesAreThoseOfTheTurnedImages(Border border) {
    Views turned = new Symmetry(true, true).apply(views(), new Random(4));
    TensorSource expected = new TensorSource(turned.low());
    NDArray origins = manager.create(new long[] {-1, 3, 5, 2}, new Shape(1, 2, 2)).repeat(0, B);
    for (int[] size : new int[][] {{4, 4}, {3, 5}}) {
      assertThat(turned.source().crop(origins, size[0], size[1], border))
          .isEqualTo(expected.crop(origins, size[0], size[1], border));
    }
  }

  @Test
  void soAreRegionsAndViews() {
    Views turned = new Symmetry(true, true).apply(views(), new Random(4));
    TensorSource expected = new TensorSource(turned.low());
    float[] one = {-0.1f, 0.3f, 0.62f, 0.87f};
    NDArray regions = manager.create(one, new Shape(1, 1, 4)).repeat(0, B);
    assertClose(turned.source().sample(regions, 5, 5), expected.sample(regions, 5, 5));
    assertClose(turned.source().sample(regions, 3, 6), expected.sample(regions, 3, 6));
    double[] gradient = gradient(turned.source(), regions);
    assertThat(Gradients.distance(gradient, new double[gradient.length])).isGreaterThan(0.1f);
    assertThat(Gradients.distance(gradient, gradient(expected, regions))).isLessThan(1e-3f);
    assertClose(turned.source().view(manager, 4, 4), expected.view(manager, 4, 4));
    assertClose(turned.source().view(manager, 2, 4), expected.view(manager, 2, 4));
  }

  private static double[] gradient(PatchSource source, NDArray regions) {
    return Gradients.of(at -> source.sample(at, 5, 6).square().sum(), regions);
  }

  private static void assertClose(NDArray found, NDArray expected) {
    assertThat(found.getShape()).isEqualTo(expected.getShape());
    assertThat(found.sub(expected).abs().max().getFloat()).isLessThan(1e-5f);
  }

  @Test
  void neitherIsOff() {
    Views views = views();
    assertThat(new Symmetry(false, false).apply(views, new Random(1))).isSameAs(views);
  }
}
