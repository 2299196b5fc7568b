package io.ats.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.options.OptionException;
import io.ats.core.score.ActivationKind;
import io.ats.core.score.ConvolutionalScorer;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.Padding;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import java.util.Collections;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchGridTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static ConvolutionalScorer scorer(int layers, int pool) {
    return new ConvolutionalScorer(
        new ConvolutionalScorerOptions(
            Collections.nCopies(layers, 2), ActivationKind.TANH, Padding.SAME, false, 1, pool, 1));
  }

  private NDArray every(PatchGrid grid) {
    return manager.create(LongStream.range(0, grid.size()).toArray(), new Shape(1, grid.size()));
  }

  /**
   * Brute force: a cell has the centre of the pool × pool view pixels under it, and a view pixel is
   * an equal share of the image; of all first pixels the patch takes the one that puts its centre
   * nearest, the later of two.
   */
  @ParameterizedTest
  @CsvSource({
    "40,56,20,28,8,1,ZERO",
    "40,56,20,28,9,1,REFLECT",
    "41,59,13,17,8,1,ZERO",
    "41,59,13,17,8,1,CLAMP",
    "41,59,13,17,41,2,CLAMP",
    "60,100,15,26,10,4,ZERO",
    "60,100,15,26,11,4,CLAMP",
    "7,5,7,5,1,1,ZERO"
  })
  void cellsStandForThePatchesAroundTheirPixels(
      int height, int width, int viewHeight, int viewWidth, int size, int pool, Border border) {
    ImageSpec image = new ImageSpec(1, height, width, viewHeight, viewWidth);
    PatchGrid grid = scorer(2, pool).grid(image, PatchSize.square(size), border);
    assertThat(grid.rows()).isEqualTo(viewHeight / pool);
    assertThat(grid.columns()).isEqualTo(viewWidth / pool);
    long[] origins = grid.origins(every(grid)).toLongArray();
    for (int i = 0; i < grid.rows(); i++) {
      for (int j = 0; j < grid.columns(); j++) {
        int row = nearest(i, pool, height, viewHeight, size, border);
        int column = nearest(j, pool, width, viewWidth, size, border);
        int cell = i * grid.columns() + j;
        assertThat(grid.originRow(i)).as("row of (%d,%d)", i, j).isEqualTo(row);
        assertThat(grid.originColumn(j)).as("column of (%d,%d)", i, j).isEqualTo(column);
        assertThat(origins[2 * cell]).as("row on the device, cell %d", cell).isEqualTo(row);
        assertThat(origins[2 * cell + 1]).as("column on the device").isEqualTo(column);
      }
    }
  }

  /** In whole numbers, to be exact: every length is times 2·view. */
  private static int nearest(int cell, int pool, int side, int view, int size, Border border) {
    long centre = (2L * cell + 1) * pool * side; // of view pixels cell·pool to (cell+1)·pool
    int best = -size;
    for (int first = -size; first <= side; first++) {
      long distance = Math.abs((2L * first + size) * view - centre);
      if (distance <= Math.abs((2L * best + size) * view - centre)) {
        best = first;
      }
    }
    return border == Border.CLAMP ? Math.max(0, Math.min(side - size, best)) : best;
  }

  /** On large, uneven grids the device rounds as the host does. */
  @ParameterizedTest
  @CsvSource({"1501,1499,301,299,50,1", "9999,7777,333,777,51,1", "3001,2999,211,97,33,2"})
  void theDeviceAgreesWithTheHostEverywhere(
      int height, int width, int viewHeight, int viewWidth, int size, int pool) {
    ImageSpec image = new ImageSpec(1, height, width, viewHeight, viewWidth);
    PatchGrid grid = scorer(1, pool).grid(image, PatchSize.square(size), Border.ZERO);
    long[] expected = new long[2 * grid.size()];
    for (int d = 0; d < grid.size(); d++) {
      expected[2 * d] = grid.originRow(d / grid.columns());
      expected[2 * d + 1] = grid.originColumn(d % grid.columns());
    }
    assertThat(grid.origins(every(grid)).toLongArray()).isEqualTo(expected);
  }

  /** What lights a cell of the pooled view is in the middle of the cell's patch. */
  @ParameterizedTest
  @CsvSource({"1,0,0", "1,5,9", "1,19,27", "2,0,13", "2,9,0", "2,4,6"})
  void whatLightsACellIsInTheMiddleOfItsPatch(int pool, int i, int j) {
    PatchGrid grid =
        scorer(0, pool).grid(new ImageSpec(1, 40, 56, 20, 28), PatchSize.square(8), Border.ZERO);
    int share = 2 * pool; // a cell's pixels of the full image, along each axis
    float[] pixels = new float[40 * 56];
    for (int row = i * share; row < (i + 1) * share; row++) {
      for (int column = j * share; column < (j + 1) * share; column++) {
        pixels[row * 56 + column] = 1;
      }
    }
    TensorSource source = new TensorSource(manager.create(pixels, new Shape(1, 1, 40, 56)));
    Shape window = new Shape(pool, pool);
    NDArray cells =
        Pool.maxPool2d(source.view(manager, 20, 28), window, window, new Shape(0, 0), false);
    long lit = cells.flatten().argMax().getLong();
    assertThat(lit).isEqualTo((long) i * grid.columns() + j);
    PatchGrid.GridPatches found =
        grid.read(source, manager.create(new long[] {lit}, new Shape(1, 1)));
    float[] patch = found.patches().toFloatArray();
    double mass = 0;
    double row = 0;
    double column = 0;
    for (int p = 0; p < patch.length; p++) {
      mass += patch[p];
      row += patch[p] * (p / 8 + 0.5);
      column += patch[p] * (p % 8 + 0.5);
    }
    assertThat(mass).isEqualTo(share * share); // all of the square
    assertThat(row / mass).isCloseTo(4, within(1e-6));
    assertThat(column / mass).isCloseTo(4, within(1e-6));
    double[] region = Pictures.doubles(found.regions());
    assertThat((region[0] + region[2]) / 2).isCloseTo((i + 0.5) * share / 40, within(1e-6));
    assertThat((region[1] + region[3]) / 2).isCloseTo((j + 0.5) * share / 56, within(1e-6));
    assertThat(region[2] - region[0]).isCloseTo(8 / 40.0, within(1e-6));
    assertThat(region[3] - region[1]).isCloseTo(8 / 56.0, within(1e-6));
  }

  /** One pixel is found in the patch where the region says. */
  @Test
  void regionsSayWhereAPixelIs() {
    ImageSpec image = new ImageSpec(1, 41, 59, 13, 17);
    for (Border border : Border.values()) {
      PatchGrid grid = scorer(1, 1).grid(image, PatchSize.square(9), border);
      int row = grid.originRow(6) + 7;
      int column = grid.originColumn(11) + 2;
      float[] pixels = new float[41 * 59];
      pixels[row * 59 + column] = 1;
      TensorSource source = new TensorSource(manager.create(pixels, new Shape(1, 1, 41, 59)));
      PatchGrid.GridPatches found =
          grid.read(source, manager.create(new long[] {6 * 17 + 11}, new Shape(1, 1)));
      assertThat(found.patches().flatten().argMax().getLong()).isEqualTo(7 * 9 + 2);
      double[] region = Pictures.doubles(found.regions());
      assertThat(region[0] * 41 + 7).isCloseTo(row, within(1e-4));
      assertThat(region[1] * 59 + 2).isCloseTo(column, within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "40,56,3,3,14,19",
    "40,56,5,7,8,8",
    "41,59,6,8,8,8",
    "10,10,1,1,4,4",
    "50,9,4,1,13,9"
  })
  void evenPatchesGoFromEdgeToEdge(
      int height, int width, int rows, int columns, int patchHeight, int patchWidth) {
    PatchGrid grid =
        PatchGrid.evenly(
            new ImageSpec(1, height, width, 5, 5), rows, columns, patchHeight, patchWidth);
    assertThat(grid.size()).isEqualTo(rows * columns);
    assertThat(grid.originRow(0)).isEqualTo(rows > 1 ? 0 : (height - patchHeight + 1) / 2);
    assertThat(grid.originColumn(0)).isEqualTo(columns > 1 ? 0 : (width - patchWidth + 1) / 2);
    if (rows > 1) {
      assertThat(grid.originRow(rows - 1)).isEqualTo(height - patchHeight);
    }
    if (columns > 1) {
      assertThat(grid.originColumn(columns - 1)).isEqualTo(width - patchWidth);
    }
    for (int i = 1; i < rows; i++) {
      assertThat(grid.originRow(i) - grid.originRow(i - 1))
          .as("step %d is even to a pixel", i)
          .isCloseTo((height - patchHeight) / (rows - 1), within(1));
    }
  }

  @Test
  void clampedPatchesLieInside() {
    ImageSpec image = new ImageSpec(1, 41, 59, 13, 17);
    PatchGrid grid = scorer(1, 1).grid(image, PatchSize.square(15), Border.CLAMP);
    NDArray regions = grid.regions(every(grid));
    assertThat(regions.min().getFloat()).isZero();
    assertThat(regions.max().getFloat()).isEqualTo(1);
    PatchGrid loose = scorer(1, 1).grid(image, PatchSize.square(15), Border.ZERO);
    NDArray origins = loose.origins(every(loose)).toType(DataType.FLOAT32, false);
    assertThat(origins.min().getFloat()).isNegative();
  }

  @Test
  void aPatchLargerThanTheImageIsAnError() {
    ImageSpec image = new ImageSpec(1, 40, 56, 20, 28);
    assertThatThrownBy(() -> scorer(1, 1).grid(image, PatchSize.square(41), Border.ZERO))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "a patch of 41×41 is larger than the image of 40×56; choose patch-size at most 40");
    assertThat(scorer(1, 1).grid(image, PatchSize.square(40), Border.ZERO).patchHeight())
        .isEqualTo(40);
  }

  @Test
  void morePatchesThanPositionsAreAnError() {
    PatchGrid grid =
        scorer(1, 2).grid(new ImageSpec(1, 40, 56, 20, 28), PatchSize.square(8), Border.ZERO);
    grid.requireAtLeast(140, "a larger view");
    assertThatThrownBy(() -> grid.requireAtLeast(141, "a larger view"))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "patches = 141 is more than the 140 positions of the 10×14 grid; choose patches at most"
                + " 140, or a larger view");
  }

  @Test
  void aGridWithoutACellIsAnError() {
    ImageSpec image = new ImageSpec(1, 40, 56, 5, 7);
    assertThatThrownBy(() -> scorer(1, 6).grid(image, PatchSize.square(8), Border.ZERO))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "a view of 5×7 is too small for the scorer: it needs at least 6 pixels a side; choose a"
                + " larger view-scale, fewer channels, a smaller pool, or padding same");
    assertThatThrownBy(() -> PatchGrid.strided(image, 0, 1, Border.ZERO))
        .isInstanceOf(OptionException.class)
        .hasMessage("patch-size must be from 1 to 100000, got 0");
  }

  /** Every pixel lies in a patch where the stride is no more than the patch, and none is spare. */
  @ParameterizedTest
  @CsvSource({
    "40,56,8,8,5,7",
    "40,56,8,4,9,13",
    "41,57,8,8,6,8",
    "10,10,10,3,1,1",
    "11,13,10,3,2,2",
    "15000,1500,50,500,31,4"
  })
  void stridedPatchesReachBothEdges(
      int height, int width, int size, int stride, int rows, int columns) {
    ImageSpec image = new ImageSpec(1, height, width, 1, 1);
    PatchGrid grid = PatchGrid.strided(image, size, stride, Border.ZERO);
    assertThat(grid.rows()).isEqualTo(rows);
    assertThat(grid.columns()).isEqualTo(columns);
    for (int i = 0; i < rows; i++) {
      assertThat(grid.originRow(i)).isEqualTo(i * stride);
    }
    assertThat(grid.originColumn(columns - 1)).isEqualTo((columns - 1) * stride);
    assertThat(grid.originRow(rows - 1) + size).isGreaterThanOrEqualTo(height);
    assertThat(grid.originRow(rows - 1) + size - stride).isLessThan(height);
    PatchGrid clamped = PatchGrid.strided(image, size, stride, Border.CLAMP);
    assertThat(clamped.originRow(rows - 1)).isEqualTo(height - size);
    assertThat(clamped.originColumn(columns - 1)).isEqualTo(width - size);
  }

  @Test
  void positionsAreCountedExactly() {
    ImageSpec image = new ImageSpec(1, 1 << 30, 128, 1 << 29, 32);
    assertThatThrownBy(
            () ->
                PatchGrid.ofScores(
                    image,
                    new ReceptiveField(1, 1, 0.5),
                    1 << 29,
                    32,
                    PatchSize.square(16),
                    Border.ZERO))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "a grid of 536870912×32 has 17179869184 positions, more than 2147483647; choose a"
                + " smaller image or view-scale, or a larger stride");
    ImageSpec small = new ImageSpec(1, 100, 80, 10, 8);
    assertThat(PatchGrid.strided(small, 20, Integer.MAX_VALUE, Border.ZERO).size()).isEqualTo(4);
    assertThat(PatchGrid.strided(small, 80, Integer.MAX_VALUE, Border.ZERO).size()).isEqualTo(2);
  }
}
