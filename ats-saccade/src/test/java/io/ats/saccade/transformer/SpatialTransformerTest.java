package io.ats.saccade.transformer;

import static io.ats.core.source.Pictures.assertClose;
import static io.ats.core.source.Pictures.floats;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.source.FakeScene;
import io.ats.core.source.Pictures;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import io.ats.core.source.TensorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crops and gradients of the full and the localised transformer. */
class SpatialTransformerTest {

  private static final int B = 4;
  private static final int C = 2;
  private static final int H = 14;
  private static final int W = 19;
  private static final int HEIGHT = 5;
  private static final int WIDTH = 6;

  /** What a crop covers at most: 7 × 9.5 pixels. */
  private static final double FRACTION = 0.5;

  /** Inside the image. */
  private static final double[] INSIDE = {
    0.5, 0.137, -0.221, 0.311, -0.412, 0.283, 0.45, 0.007, 0.331, 0.5, -0.493, -0.467
  };

  /** Over the image's left, bottom, and top right edges, and wholly outside. */
  private static final double[] BORDER = {
    0.5, -0.837, 0.121, 0.493, 0.113, 0.873, 0.437, 1.109, -0.931, 0.5, 2.3, 0.1
  };

  private final NDManager memory = NDManager.newBaseManager();
  private final NDManager manager = NDManager.newBaseManager();
  private final float[] pixels = Pictures.random(11, B * C * H * W);
  private final NDArray images = memory.create(pixels, new Shape(B, C, H, W));
  private final PatchSource tensor = new TensorSource(images);

  @AfterEach
  void close() {
    manager.close();
    memory.close();
  }

  private NDArray theta(double[] values) {
    return manager.create(values, new Shape(values.length / 3, 3));
  }

  private NDArray single(double[] values) {
    return theta(values).toType(DataType.FLOAT32, false);
  }

  private PatchSource scenes() {
    List<Scene> scenes = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      float[] image = Arrays.copyOfRange(pixels, b * C * H * W, (b + 1) * C * H * W);
      scenes.add(new FakeScene(image, C, H, W));
    }
    return new SceneSource(scenes);
  }

  @Test
  void theIdentityGivesTheImageBack() {
    NDArray identity = single(new double[] {1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0});
    double[] expected = IntStream.range(0, pixels.length).mapToDouble(i -> pixels[i]).toArray();
    NDArray full = SpatialTransformer.full(images, identity, H, W);
    assertThat(full.getShape()).isEqualTo(new Shape(B, 1, C, H, W));
    assertThat(full.getManager()).isSameAs(manager);
    assertClose(floats(full), expected, 1e-5);
    // At this transform the tile's pixels are the points: not even a margin is needed.
    NDArray localised = SpatialTransformer.localised(tensor, identity, H, W, 1, 0);
    assertThat(localised.getShape()).isEqualTo(new Shape(B, 1, C, H, W));
    assertThat(localised.getManager()).isSameAs(manager);
    assertClose(floats(localised), expected, 1e-5);
  }

  @Test
  void aShiftMovesTheImageAndReadsZeroBeyondIt() {
    int right = 3;
    int up = 2;
    double[] shift = {1, 2.0 * right / W, -2.0 * up / H};
    double[] all = new double[3 * B];
    double[] expected = new double[pixels.length];
    for (int b = 0; b < B; b++) {
      System.arraycopy(shift, 0, all, 3 * b, 3);
    }
    for (int i = 0; i < expected.length; i++) {
      int row = i / W % H - up;
      int column = i % W + right;
      expected[i] = row >= 0 && column < W ? pixels[i - up * W + right] : 0;
    }
    NDArray theta = single(all);
    assertClose(floats(SpatialTransformer.full(images, theta, H, W)), expected, 1e-5);
    for (int margin : new int[] {0, 1}) {
      NDArray localised = SpatialTransformer.localised(tensor, theta, H, W, 1, margin);
      assertClose(floats(localised), expected, 1e-5);
    }
  }

  /**
   * The affine grid in normalised coordinates and bilinear interpolation, from their definitions.
   */
  private double[] expected(double[] theta, float[] of) {
    double[] result = new double[B * C * HEIGHT * WIDTH];
    for (int i = 0; i < result.length; i++) {
      int b = i / (C * HEIGHT * WIDTH);
      int channel = i / (HEIGHT * WIDTH) % C;
      double row = pixel(theta, b, 2, i / WIDTH % HEIGHT, HEIGHT, H);
      double column = pixel(theta, b, 1, i % WIDTH, WIDTH, W);
      result[i] = Pictures.bilinear(of, (b * C + channel) * H * W, H, W, row, column);
    }
    return result;
  }

  private static double pixel(double[] theta, int b, int shift, int i, int count, int size) {
    double target = (2.0 * i + 1) / count - 1;
    double read = theta[3 * b] * target + theta[3 * b + shift];
    return ((read + 1) * size - 1) / 2;
  }

  @Test
  void cropsAreBilinearOnTheAffineGrid() {
    for (double[] theta : List.of(INSIDE, BORDER)) {
      double[] expected = expected(theta, pixels);
      assertClose(
          floats(SpatialTransformer.full(images, single(theta), HEIGHT, WIDTH)), expected, 1e-5);
      for (int margin : new int[] {1, 2, 4}) {
        assertClose(floats(localised(tensor, single(theta), margin)), expected, 1e-5);
        assertClose(floats(localised(scenes(), single(theta), margin)), expected, 1e-5);
      }
    }
  }

  /** The tile has the largest image's size; each image's crop is that of the image alone. */
  @Test
  void imagesOfDifferentSizesAreCutEachByItsOwn() {
    int[][] sizes = {{14, 19}, {9, 12}, {14, 8}, {10, 19}};
    List<Scene> scenes = new ArrayList<>();
    for (int[] size : sizes) {
      float[] image = Pictures.random(scenes.size(), C * size[0] * size[1]);
      scenes.add(new FakeScene(image, C, size[0], size[1]));
    }
    for (double[] values : List.of(INSIDE, BORDER)) {
      NDArray theta = single(values);
      NDArray found = localised(new SceneSource(scenes), theta, 1);
      NDArray whole =
          new SceneSource(scenes).sample(SpatialTransformer.regions(theta), HEIGHT, WIDTH);
      assertClose(floats(found), Pictures.doubles(whole), 1e-5);
      for (int b = 0; b < B; b++) {
        SceneSource alone = new SceneSource(List.of(scenes.get(b)));
        NDArray own = localised(alone, theta.get(b + ":" + (b + 1)), 1);
        assertClose(floats(found.get(b)), Pictures.doubles(own), 1e-5);
      }
    }
  }

  private static NDArray localised(PatchSource source, NDArray theta, int margin) {
    return SpatialTransformer.localised(source, theta, HEIGHT, WIDTH, FRACTION, margin);
  }

  private NDArray weights() {
    return manager.create(
        Pictures.random(5, B * C * HEIGHT * WIDTH), new Shape(B, 1, C, HEIGHT, WIDTH));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 4}) // −1: the full transformer
  void gradientsAreThoseOfFiniteDifferences(int margin) {
    for (double[] values : List.of(INSIDE, BORDER)) {
      NDArray theta = theta(values);
      UnaryOperator<NDArray> crop =
          margin < 0
              ? at -> SpatialTransformer.full(images, at, HEIGHT, WIDTH)
              : at -> localised(tensor, at, margin);
      double[] expected = Pictures.differences(theta, weights(), 1e-6, crop);
      double[] actual = Pictures.gradient(theta, weights(), crop);
      assertThat(Arrays.stream(expected).filter(x -> Math.abs(x) > 0.5).count()).isGreaterThan(6);
      assertSame(actual, expected, 1e-5);
    }
  }

  private static void assertSame(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]) <= tolerance)
          .as("element %d: %s, expected %s", i, actual[i], expected[i])
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void localisedEqualsFullInCropAndGradientEvenAtTheBorder(int margin) {
    for (double[] values : List.of(INSIDE, BORDER)) {
      assertSameAsFull(values, margin);
    }
  }

  @Test
  void withoutMarginCropsTwoPixelsSmallerThanTheTileAreExact() {
    // 5 × 6.8 pixels and less, in tiles of 7 × 10.
    assertSameAsFull(
        new double[] {0.357, 0.13, -0.221, 0.3, -0.412, 0.3, 0.2, -0.9, 0.93, 0.35, 0.01, 1.1}, 0);
  }

  private void assertSameAsFull(double[] values, int margin) {
    NDArray theta = theta(values);
    UnaryOperator<NDArray> full = at -> SpatialTransformer.full(images, at, HEIGHT, WIDTH);
    double[] crop = Pictures.doubles(full.apply(theta));
    double[] gradient = Pictures.gradient(theta, weights(), full);
    for (PatchSource source : List.of(tensor, scenes())) {
      UnaryOperator<NDArray> localised = at -> localised(source, at, margin);
      assertSame(Pictures.doubles(localised.apply(theta)), crop, 1e-5);
      assertSame(Pictures.gradient(theta, weights(), localised), gradient, 1e-5);
    }
    // And as it is used, in single precision; gradients are of the order of 10.
    NDArray single = single(values);
    UnaryOperator<NDArray> tile = at -> localised(tensor, at, margin);
    assertSame(Pictures.doubles(tile.apply(single)), Pictures.doubles(full.apply(single)), 1e-5);
    assertSame(
        Pictures.gradient(single, weights(), tile),
        Pictures.gradient(single, weights(), full),
        1e-4);
  }

  @Test
  void withoutMarginTapsOutsideTheTileReadZero() {
    SpySource spy = new SpySource(tensor);
    float[] actual = floats(localised(spy, single(INSIDE), 0));
    SpySource.Read read = spy.reads().get(0);
    // What is expected: the full transformer's crop of images that are zero outside the tile.
    float[] tiles = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int b = i / (C * H * W);
      long row = i / W % H - read.origins().get(2 * b);
      long column = i % W - read.origins().get(2 * b + 1);
      boolean inTile = row >= 0 && row < read.height() && column >= 0 && column < read.width();
      tiles[i] = inTile ? pixels[i] : 0;
    }
    assertClose(actual, expected(INSIDE, tiles), 1e-5);
    // And it differs from the full crop just where a point lies beyond the outermost centres.
    double[] full = expected(INSIDE, pixels);
    int differing = 0;
    for (int i = 0; i < actual.length; i++) {
      int b = i / (C * HEIGHT * WIDTH);
      double row = pixel(INSIDE, b, 2, i / WIDTH % HEIGHT, HEIGHT, H) - read.origins().get(2 * b);
      double column = pixel(INSIDE, b, 1, i % WIDTH, WIDTH, W) - read.origins().get(2 * b + 1);
      boolean within =
          row >= 0 && row <= read.height() - 1 && column >= 0 && column <= read.width() - 1;
      String where = String.format(Locale.ROOT, "%d: row %f, column %f", i, row, column);
      assertThat(Math.abs(actual[i] - full[i]) <= 1e-5).as(where).isEqualTo(within);
      differing += within ? 0 : 1;
    }
    assertThat(differing).isBetween(10, actual.length / 2);
  }

  @Test
  void outsideTheImageIsZeroAndSoIsTheGradient() {
    double[] outside = {0.5, 3, 0, 0.3, 0, -2.5, 0.1, -900, 800, 0.5, 1e9, -1e9};
    for (int margin : new int[] {0, 1}) {
      UnaryOperator<NDArray> crop = at -> localised(tensor, at, margin);
      assertClose(floats(crop.apply(single(outside))), new double[B * C * HEIGHT * WIDTH], 0);
      assertSame(Pictures.gradient(single(outside), weights(), crop), new double[3 * B], 0);
    }
    NDArray full = SpatialTransformer.full(images, single(outside), HEIGHT, WIDTH);
    assertClose(floats(full), new double[B * C * HEIGHT * WIDTH], 0);
  }

  @Test
  void aTransformThatIsNotANumberGivesNotANumber() {
    NDArray theta = manager.full(new Shape(B, 3), Float.NaN, DataType.FLOAT32);
    NDArray full = SpatialTransformer.full(images, theta, HEIGHT, WIDTH);
    assertThat(full.isNaN().all().getBoolean()).isTrue();
    for (PatchSource source : List.of(tensor, scenes())) {
      assertThat(localised(source, theta, 1).isNaN().all().getBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void oneTileAnImageIsReadAndNoLargerThanNeeded(int margin) {
    SpySource spy = new SpySource(tensor);
    localised(spy, single(INSIDE), margin);
    assertThat(spy.reads()).hasSize(1);
    SpySource.Read read = spy.reads().get(0);
    assertThat(read.border()).isEqualTo(Border.ZERO);
    assertThat(read.height()).isEqualTo(7 + 2 * margin);
    assertThat(read.width()).isEqualTo(10 + 2 * margin);
    for (int b = 0; b < B; b++) { // centred on the crop, up to half a pixel
      double row = (INSIDE[3 * b + 2] + 1) / 2 * H - read.height() / 2.0;
      double column = (INSIDE[3 * b + 1] + 1) / 2 * W - read.width() / 2.0;
      assertThat(Math.abs(read.origins().get(2 * b) - row)).isLessThanOrEqualTo(0.5);
      assertThat(Math.abs(read.origins().get(2 * b + 1) - column)).isLessThanOrEqualTo(0.5);
    }
  }

  @Test
  void nothingIsLeftWithTheImages() {
    NDArray theta = single(INSIDE);
    SpatialTransformer.full(images, theta, HEIGHT, WIDTH);
    localised(tensor, theta, 1);
    assertThat(memory.getManagedArrays()).hasSize(1);
  }
}
