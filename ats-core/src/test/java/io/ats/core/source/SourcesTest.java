package io.ats.core.source;

import static io.ats.core.source.Pictures.assertClose;
import static io.ats.core.source.Pictures.doubles;
import static io.ats.core.source.Pictures.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tensor and the scene source against slow, plain code and against each other. */
class SourcesTest {

  private static final int B = 2;
  private static final int C = 3;
  private static final int H = 6;
  private static final int W = 9;

  private final NDManager images = NDManager.newBaseManager();
  private final NDManager manager = NDManager.newBaseManager();
  private final float[] pixels = Pictures.random(7, B * C * H * W);
  private final PatchSource tensor = new TensorSource(images.create(pixels, new Shape(B, C, H, W)));
  private final List<FakeScene> fakes =
      IntStream.range(0, B)
          .mapToObj(
              b ->
                  new FakeScene(
                      Arrays.copyOfRange(pixels, b * C * H * W, (b + 1) * C * H * W), C, H, W))
          .toList();
  private final PatchSource scenes = new SceneSource(List.copyOf(fakes));

  @AfterEach
  void close() {
    manager.close();
    images.close();
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void cropsReadWhatPlainLoopsRead(Border border) {
    long[] origins = {
      0, 0, 1, 2, -3, -2, 4, 7, 100, -100, -17, 23, 2, 5, 3, 3, -1, 8, 5, -4, 2_000_000, 5, 3, 1
    };
    NDArray at = manager.create(origins, new Shape(B, 6, 2));
    int h = 3;
    int w = 4;
    double[] expected = new double[B * 6 * C * h * w];
    int next = 0;
    for (int i = 0; i < B * 6; i++) {
      for (int channel = 0; channel < C; channel++) {
        for (int r = 0; r < h; r++) {
          for (int c = 0; c < w; c++) {
            expected[next++] =
                pixel(i / 6, channel, origins[2 * i], r, h, origins[2 * i + 1], c, w, border);
          }
        }
      }
    }
    for (PatchSource source : List.of(tensor, scenes)) {
      NDArray crop = source.crop(at, h, w, border);
      assertThat(crop.getShape()).isEqualTo(new Shape(B, 6, C, h, w));
      assertThat(crop.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(crop.getManager()).isSameAs(manager);
      assertClose(floats(crop), expected, 0);
    }
  }

  /** Walks to the pixel one step at a time, turning round at the edge for REFLECT. */
  private double pixel(
      int b, int channel, long row, int r, int h, long column, int c, int w, Border border) {
    long y = at(row, r, h, H, border);
    long x = at(column, c, w, W, border);
    boolean inside = y >= 0 && y < H && x >= 0 && x < W;
    return inside ? pixels[(int) (((b * C + channel) * H + y) * W + x)] : 0;
  }

  private static long at(long origin, int step, int extent, int size, Border border) {
    return switch (border) {
      case ZERO -> origin + step;
      case CLAMP -> (origin < 0 ? 0 : origin > size - extent ? size - extent : origin) + step;
      case REFLECT -> {
        long target = origin + step;
        int position = 0;
        int direction = target < 0 ? -1 : 1;
        if (target < 0) { // the mirror image of walking right from 0
          target = -target;
          direction = 1;
        }
        for (long i = 0; i < target; i++) {
          if (position + direction < 0 || position + direction >= size) {
            direction = -direction;
          }
          position += direction;
        }
        yield position;
      }
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"ZERO", "REFLECT"})
  void patchesMayBeLargerThanTheImage(Border border) {
    long[] origins = {-7, -11, 2, 3};
    NDArray at = manager.create(origins, new Shape(B, 1, 2));
    int h = 20;
    int w = 31;
    double[] expected = new double[B * C * h * w];
    int next = 0;
    for (int b = 0; b < B; b++) {
      for (int channel = 0; channel < C; channel++) {
        for (int r = 0; r < h; r++) {
          for (int c = 0; c < w; c++) {
            expected[next++] =
                pixel(b, channel, origins[2 * b], r, h, origins[2 * b + 1], c, w, border);
          }
        }
      }
    }
    assertClose(floats(tensor.crop(at, h, w, border)), expected, 0);
    assertClose(floats(scenes.crop(at, h, w, border)), expected, 0);
  }

  @Test
  void anImageOfOnePixelReflectsToItself() {
    NDArray one = manager.create(new float[] {0.25f}, new Shape(1, 1, 1, 1));
    NDArray at = manager.create(new long[] {-2, -3}, new Shape(1, 1, 2));
    double[] expected = new double[20];
    Arrays.fill(expected, 0.25);
    PatchSource scene = new SceneSource(List.of(new FakeScene(new float[] {0.25f}, 1, 1, 1)));
    assertClose(floats(new TensorSource(one).crop(at, 4, 5, Border.REFLECT)), expected, 0);
    assertClose(floats(scene.crop(at, 4, 5, Border.REFLECT)), expected, 0);
  }

  @Test
  void scenesRenderNoMoreThanPatchesCover() {
    scenes.crop(manager.create(new long[] {1, 2, 3, 3}, new Shape(B, 1, 2)), 2, 3, Border.ZERO);
    assertThat(fakes.get(0).rendered).containsExactly(new int[] {1, 2, 2, 3});
    assertThat(fakes.get(1).rendered).containsExactly(new int[] {3, 3, 2, 3});
  }

  @Test
  void clampRefusesPatchesLargerThanTheImage() {
    NDArray at = manager.zeros(new Shape(B, 1, 2), DataType.INT64);
    for (PatchSource source : List.of(tensor, scenes)) {
      assertThatThrownBy(() -> source.crop(at, 7, 3, Border.CLAMP))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "A patch of 7×3 pixels does not fit into an image of 6×9; CLAMP needs it to:"
                  + " take a smaller patch, or border ZERO or REFLECT");
    }
  }

  @Test
  void wrongArgumentsAreNamed() {
    NDArray floats = manager.zeros(new Shape(B, 1, 2));
    NDArray three = manager.zeros(new Shape(3, 1, 4));
    NDArray at = manager.zeros(new Shape(B, 1, 2), DataType.INT64);
    for (PatchSource source : List.of(tensor, scenes)) {
      assertThatThrownBy(() -> source.crop(floats, 2, 2, Border.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Expected origins (2,K,2) int64, got (2, 1, 2) float32");
      assertThatThrownBy(() -> source.sample(three, 2, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Expected regions (2,K,4), got (3, 1, 4)");
      assertThatThrownBy(() -> source.crop(at, 0, 2, Border.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A patch of 0×2 pixels is empty");
      assertThatThrownBy(() -> source.view(manager, 2, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A view of 2×0 pixels is empty");
    }
    assertThatThrownBy(() -> new TensorSource(floats))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected floating images (B,C,H,W), got float32 (2, 1, 2)");
    assertThatThrownBy(() -> new SceneSource(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    Scene grey = new FakeScene(new float[6 * 9], 1, 6, 9);
    assertThatThrownBy(() -> new SceneSource(List.of(fakes.get(0), grey)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("equally many channels, got 3 and 1");
  }

  /** Inside, over every edge, mirrored, larger than the image, and wholly outside it. */
  private NDArray regions() {
    return manager.create(
        new double[] {
          0.11, 0.23, 0.57, 0.71, -0.2, -0.3, 0.4, 0.37, 0.51, 0.63, 1.3, 1.21, //
          0.83, 0.91, 0.17, 0.13, -0.71, -0.43, 1.61, 1.53, 1.5, 1.6, 1.9, 2.2
        },
        new Shape(B, 3, 4));
  }

  @Test
  void samplesReadBetweenPixels() {
    int h = 4;
    int w = 5;
    double[] region = regions().toDoubleArray();
    double[] expected = new double[B * 3 * C * h * w];
    int next = 0;
    for (int i = 0; i < B * 3; i++) {
      double top = region[4 * i];
      double left = region[4 * i + 1];
      double bottom = region[4 * i + 2];
      double right = region[4 * i + 3];
      for (int channel = 0; channel < C; channel++) {
        for (int r = 0; r < h; r++) {
          for (int c = 0; c < w; c++) {
            double row = (top + (bottom - top) * (r + 0.5) / h) * H - 0.5;
            double column = (left + (right - left) * (c + 0.5) / w) * W - 0.5;
            int offset = (i / 3 * C + channel) * H * W;
            expected[next++] = Pictures.bilinear(pixels, offset, H, W, row, column);
          }
        }
      }
    }
    NDArray single = regions().toType(DataType.FLOAT32, false);
    for (PatchSource source : List.of(tensor, scenes)) {
      NDArray crops = source.sample(single, h, w);
      assertThat(crops.getShape()).isEqualTo(new Shape(B, 3, C, h, w));
      assertThat(crops.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(crops.getManager()).isSameAs(manager);
      assertClose(floats(crops), expected, 1e-5);
    }
  }

  @Test
  void scenesRenderTheBoundingTileOfARegionAndReadTheSame() {
    double[][] regions = {
      {0.11, 0.23, 0.57, 0.71}, {-0.2, -0.3, 0.4, 0.37}, {0.83, 0.91, 0.17, 0.13}, {-9, -9, 9, 9}
    };
    // From the floor of the least coordinate to that of the greatest plus one, within the image.
    int[][] tiles = {{0, 2, 4, 5}, {0, 0, 3, 4}, {1, 1, 4, 7}, {0, 0, 6, 9}};
    for (int i = 0; i < regions.length; i++) {
      fakes.forEach(fake -> fake.rendered.clear());
      float[] both = new float[8];
      for (int j = 0; j < 8; j++) {
        both[j] = (float) regions[i][j % 4];
      }
      NDArray at = manager.create(both, new Shape(B, 1, 4));
      double[] expected = doubles(tensor.sample(at, 4, 5));
      assertClose(floats(scenes.sample(at, 4, 5)), expected, 1e-6);
      assertThat(fakes.get(0).rendered).containsExactly(tiles[i]);
    }
  }

  @Test
  void sampleGradientsAreThoseOfFiniteDifferences() {
    NDArray regions = regions();
    NDArray weights = manager.create(Pictures.random(3, B * 3 * C * 20), new Shape(B, 3, C, 4, 5));
    for (PatchSource source : List.of(tensor, scenes)) {
      UnaryOperator<NDArray> sample = point -> source.sample(point, 4, 5);
      double[] expected = Pictures.differences(regions, weights, 1e-6, sample);
      double[] actual = Pictures.gradient(regions, weights, sample);
      assertThat(Arrays.stream(expected).filter(x -> Math.abs(x) > 0.1).count()).isGreaterThan(12);
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(Math.abs(actual[i] - expected[i]) <= 1e-5)
            .as("element %d: %s, expected %s", i, actual[i], expected[i])
            .isTrue();
      }
    }
  }

  @Test
  void theWholeImageAtItsOwnSizeIsTheImage() {
    NDArray whole = manager.create(new float[] {0, 0, 1, 1, 0, 0, 1, 1}, new Shape(B, 1, 4));
    double[] expected = IntStream.range(0, pixels.length).mapToDouble(i -> pixels[i]).toArray();
    assertClose(floats(tensor.sample(whole, H, W)), expected, 1e-5);
    assertClose(floats(scenes.sample(whole, H, W)), expected, 1e-5);
  }

  @Test
  void aRegionThatIsNotANumberReadsNotANumber() {
    NDArray regions = manager.full(new Shape(B, 1, 4), Float.NaN, DataType.FLOAT32);
    for (PatchSource source : List.of(tensor, scenes)) {
      assertThat(source.sample(regions, 2, 2).isNaN().all().getBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"6,9", "3,3", "2,9", "1,1", "4,5", "5,9", "6,4", "7,10", "13,2"})
  void viewsAverageAreas(int height, int width) {
    double[] expected = new double[B * C * height * width];
    int next = 0;
    for (int i = 0; i < B * C; i++) {
      for (int r = 0; r < height; r++) {
        for (int c = 0; c < width; c++) {
          double top = (double) r * H / height;
          double left = (double) c * W / width;
          expected[next++] =
              Pictures.average(
                  pixels,
                  i * H * W,
                  H,
                  W,
                  top,
                  left,
                  top + (double) H / height,
                  left + (double) W / width);
        }
      }
    }
    for (PatchSource source : List.of(tensor, scenes)) {
      NDArray view = source.view(manager, height, width);
      assertThat(view.getShape()).isEqualTo(new Shape(B, C, height, width));
      assertThat(view.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(view.getManager()).isSameAs(manager);
      assertClose(floats(view), expected, 1e-5);
    }
  }

  @Test
  void nothingIsLeftWithTheImages() {
    int before = images.getManagedArrays().size();
    tensor.view(manager, 4, 5);
    tensor.view(manager, 3, 3);
    tensor.sample(regions().toType(DataType.FLOAT32, false), 4, 5);
    for (Border border : Border.values()) {
      tensor.crop(manager.zeros(new Shape(B, 1, 2), DataType.INT64), 2, 2, border);
    }
    assertThat(before).isEqualTo(1);
    assertThat(images.getManagedArrays()).hasSize(before);
    manager.close();
    assertThat(doubles(images.getManagedArrays().get(0))).hasSize(pixels.length); // still there
  }
}
