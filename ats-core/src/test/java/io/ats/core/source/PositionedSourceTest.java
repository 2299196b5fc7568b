package io.ats.core.source;

import static io.ats.core.source.Pictures.assertClose;
import static io.ats.core.source.Pictures.doubles;
import static io.ats.core.source.Pictures.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.Views;
import io.ats.core.testing.Gradients;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against images in memory that have the two channels. */
class PositionedSourceTest {

  private static final int B = 2;
  private static final int C = 3;
  private static final int H = 6;
  private static final int W = 9;

  private final NDManager images = NDManager.newBaseManager();
  private final NDManager manager = NDManager.newBaseManager();
  private final float[] pixels = Pictures.random(7, B * C * H * W);
  private final TensorSource plain = new TensorSource(images.create(pixels, new Shape(B, C, H, W)));
  private final PositionedSource positioned = new PositionedSource(plain);
  private final TensorSource inMemory =
      new TensorSource(images.create(all(), new Shape(B, 5, H, W)));

  @AfterEach
  void close() {
    manager.close();
    images.close();
  }

  private float[] all() {
    float[] all = new float[B * (C + 2) * H * W];
    for (int b = 0; b < B; b++) {
      System.arraycopy(pixels, b * C * H * W, all, b * (C + 2) * H * W, C * H * W);
      for (int i = 0; i < H * W; i++) {
        all[(b * (C + 2) + C) * H * W + i] = (i / W + 0.5f) / H;
        all[(b * (C + 2) + C + 1) * H * W + i] = (i % W + 0.5f) / W;
      }
    }
    return all;
  }

  private void assertSame(NDArray found, NDArray expected, double tolerance) {
    assertThat(found.getShape()).isEqualTo(expected.getShape());
    assertThat(found.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(found.getManager()).isSameAs(manager);
    assertClose(floats(found), doubles(expected), tolerance);
  }

  @Test
  void sizesAreTheSourcesWithTwoMoreChannels() {
    assertThat(List.of(positioned.batch(), positioned.height(), positioned.width()))
        .containsExactly(B, H, W);
    assertThat(positioned.channels()).isEqualTo(C + 2);
  }

  @ParameterizedTest
  @EnumSource
  void cropsInsideAreThoseOfTheImageInMemory(Border border) {
    NDArray at = manager.create(new long[] {0, 0, 3, 5, 2, 1, 1, 4}, new Shape(B, 2, 2));
    assertSame(positioned.crop(at, 3, 4, border), inMemory.crop(at, 3, 4, border), 1e-6);
  }

  @Test
  void clampedCropsHaveThePositionTheyWereMovedTo() {
    NDArray at = manager.create(new long[] {-2, -7, 30, 5, 2, 100, -1, 4}, new Shape(B, 2, 2));
    assertSame(
        positioned.crop(at, 3, 4, Border.CLAMP), inMemory.crop(at, 3, 4, Border.CLAMP), 1e-6);
  }

  @ParameterizedTest
  @EnumSource(names = {"ZERO", "REFLECT"})
  void positionsGoOnOutsideTheImage(Border border) {
    long[] origins = {-2, -7, 5, 8, 30, -40, 4, 3};
    NDArray at = manager.create(origins, new Shape(B, 2, 2));
    NDArray found = positioned.crop(at, 3, 4, border); // (B,2,5,3,4)
    assertSame(found.get(":,:,:3"), plain.crop(at, 3, 4, border), 0);
    double[] expected = new double[4 * 2 * 3 * 4];
    for (int i = 0; i < expected.length; i++) {
      int patch = i / 24;
      double row = origins[2 * patch] + i % 12 / 4 + 0.5;
      double column = origins[2 * patch + 1] + i % 4 + 0.5;
      expected[i] = i / 12 % 2 == 0 ? row / H : column / W;
    }
    assertClose(floats(found.get(":,:,3:")), expected, 1e-6);
  }

  /** Inside means between the centres of the first and the last pixel, as interpolation has it. */
  @Test
  void samplesInsideAreThoseOfTheImageInMemoryAndSoAreTheirGradients() {
    double[] regions = {
      0.1, 0.12, 0.9, 0.8, 0.23, 0.41, 0.57, 0.62, 0.7, 0.9, 0.2, 0.15, 0.3, 0.3, 0.6, 0.9
    };
    NDArray at = manager.create(regions, new Shape(B, 2, 4)).toType(DataType.FLOAT32, false);
    assertSame(positioned.sample(at, 4, 5), inMemory.sample(at, 4, 5), 1e-5);
    float[] random = new float[B * 2 * 5 * 4 * 5];
    Random next = new Random(3);
    IntStream.range(0, random.length).forEach(i -> random[i] = next.nextFloat() - 0.5f);
    NDArray direction = manager.create(random, new Shape(B, 2, 5, 4, 5));
    double[] found = Gradients.of(x -> positioned.sample(x, 4, 5).mul(direction).sum(), at);
    double[] expected = Gradients.of(x -> inMemory.sample(x, 4, 5).mul(direction).sum(), at);
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-4);
    NDArray ofPositions = direction.get(":,:,3:");
    double[] alone =
        Gradients.of(x -> positioned.sample(x, 4, 5).get(":,:,3:").mul(ofPositions).sum(), at);
    assertThat(Gradients.distance(alone, new double[alone.length])).isGreaterThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({"6,9", "3,3", "1,1", "2,9"})
  void viewsAreThoseOfTheImageInMemory(int height, int width) {
    assertSame(
        positioned.view(manager, height, width), inMemory.view(manager, height, width), 1e-6);
    assertSame(
        PositionedSource.with(new Views(plain.view(manager, height, width), plain)),
        inMemory.view(manager, height, width),
        1e-6);
  }

  /** Averaging pixels in part would give the view's steps of unequal width. */
  @Test
  void aViewsPixelsAreAtTheirOwnCentresWhereSizesDoNotDivide() {
    NDArray view = positioned.view(manager, 4, 5);
    assertSame(view.get(":,:3"), plain.view(manager, 4, 5), 0);
    for (int i = 0; i < 20; i++) {
      assertThat(view.getFloat(1, 3, i / 5, i % 5)).isCloseTo((i / 5 + 0.5f) / 4, within(1e-6f));
      assertThat(view.getFloat(1, 4, i / 5, i % 5)).isCloseTo((i % 5 + 0.5f) / 5, within(1e-6f));
    }
  }
}
