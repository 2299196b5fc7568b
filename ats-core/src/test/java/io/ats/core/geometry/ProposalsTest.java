package io.ats.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProposalsTest {

  private static final ImageSpec IMAGE = new ImageSpec(2, 24, 32, 6, 8);
  private static final PatchSizes SIZES =
      new PatchSizes(List.of(new PatchSize(6, 6), new PatchSize(4, 8), new PatchSize(12, 18)));

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static Proposals proposals(PatchSizes sizes, Border border) {
    ReceptiveField field = ReceptiveField.IDENTITY.then(2, 2, 0);
    return Proposals.of(sizes, size -> PatchGrid.ofScores(IMAGE, field, 3, 4, size, border));
  }

  private NDArray every(int size) {
    return manager.arange(0f, size, 1f, DataType.INT64).reshape(1, size).repeat(0, 2);
  }

  private TensorSource source() {
    return new TensorSource(
        manager.create(Pictures.random(3, 2 * 2 * 24 * 32), new Shape(2, 2, 24, 32)));
  }

  /** Squares of one size are cut at whole pixels, bit for bit. */
  @Test
  void oneSizeIsCut() {
    for (Border border : Border.values()) {
      Proposals one = proposals(PatchSizes.square(7), border);
      assertThat(one.size()).isEqualTo(12);
      NDArray cells = every(12);
      NDArray expected = source().crop(one.grids().get(0).origins(cells), 7, 7, border);
      assertThat(one.read(source(), cells).patches().toFloatArray())
          .isEqualTo(expected.toFloatArray());
      assertThat(one.alongCurve()).isEqualTo(HilbertCurve.order(3, 4));
    }
  }

  /** Regions are those of each size's grid, and all are sampled at the first size. */
  @Test
  void severalSizesFollowEachOther() {
    for (Border border : List.of(Border.ZERO, Border.CLAMP)) {
      Proposals all = proposals(SIZES, border);
      assertThat(all.size()).isEqualTo(36);
      PatchGrid.GridPatches found = all.read(source(), every(36));
      assertThat(found.patches().getShape()).isEqualTo(new Shape(2, 36, 2, 6, 6));
      double[] regions = Pictures.doubles(found.regions().get(1));
      for (int d = 0; d < 36; d++) {
        PatchGrid grid = all.grids().get(d / 12);
        double top = grid.originRow(d % 12 / 4);
        double left = grid.originColumn(d % 4);
        assertThat(Arrays.copyOfRange(regions, 4 * d, 4 * d + 4))
            .containsExactly(
                new double[] {
                  top / 24,
                  left / 32,
                  (top + grid.patchHeight()) / 24,
                  (left + grid.patchWidth()) / 32
                },
                within(1e-6));
      }
      NDArray again = source().sample(found.regions(), 6, 6);
      assertThat(found.patches().toFloatArray()).isEqualTo(again.toFloatArray());
      NDArray ofFirst = every(12);
      double[] cut =
          Pictures.doubles(source().crop(all.grids().get(0).origins(ofFirst), 6, 6, border));
      assertThat(Pictures.doubles(all.read(source(), ofFirst).patches()))
          .as("those of the first size keep their pixels")
          .containsExactly(cut, within(1e-5));
    }
  }

  @Test
  void theScoreMapSumsTheSizes() {
    Proposals all = proposals(SIZES, Border.ZERO);
    float[] values = Pictures.random(5, 2 * 36);
    double[] map = Pictures.doubles(all.map(manager.create(values, new Shape(2, 36))));
    assertThat(map).hasSize(24);
    for (int i = 0; i < 24; i++) {
      int at = i / 12 * 36 + i % 12;
      assertThat(map[i]).isCloseTo(values[at] + values[at + 12] + values[at + 24], within(1e-6));
    }
    assertThat(LongStream.of(PatchGrids.of(all).cells(every(36)).get(0).toLongArray()))
        .containsExactly(LongStream.range(0, 36).map(d -> d % 12).boxed().toArray(Long[]::new));
  }

  /** A coarser grid's patches count at the nearest cells of the finest. */
  @Test
  void coarserGridsHaveTheirPlacesInTheFinest() {
    PatchGrid fine = grid(8, 4, new PatchSize(4, 4));
    PatchGrid coarse = grid(4, 8, new PatchSize(9, 5));
    Proposals all = new Proposals(List.of(coarse, fine), new PatchSize(5, 5));
    assertThat(all.finest()).isSameAs(fine);
    assertThat(all.size()).isEqualTo(80);
    int[] cells = all.cells();
    double[] map = new double[64];
    float[] values = Pictures.random(6, 80);
    for (int d = 0; d < 80; d++) {
      int nearest = d < 16 ? 2 * (d / 4) * 8 + 2 * (d % 4) : d - 16;
      assertThat(cells[d]).isEqualTo(nearest);
      map[nearest] += values[d];
    }
    assertThat(Pictures.doubles(all.map(manager.create(values, new Shape(1, 80)))))
        .containsExactly(map, within(1e-6));
    assertThat(Arrays.stream(all.alongCurve()).sorted().toArray())
        .isEqualTo(LongStream.range(0, 80).toArray());
    assertThatThrownBy(
            () ->
                new Proposals(List.of(grid(2, 1, new PatchSize(4, 4)), fine), new PatchSize(4, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one cell of the score map");
  }

  private static PatchGrid grid(int cells, int stride, PatchSize size) {
    return new PatchGrid(
        32, 32, size.height(), size.width(), cells, cells, 0, 0, stride, stride, Border.ZERO);
  }

  @Test
  void alongTheCurveTheSizesOfACellFollowEachOther() {
    long[] cells = HilbertCurve.order(3, 4);
    long[] order = proposals(SIZES, Border.ZERO).alongCurve();
    for (int i = 0; i < order.length; i++) {
      assertThat(order[i]).isEqualTo(cells[i / 3] + 12 * (i % 3));
    }
  }

  @Test
  void whatDoesNotFitIsAnError() {
    assertThatThrownBy(() -> proposals(SIZES, Border.REFLECT))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("border = reflect needs patches of one size");
    Proposals all = proposals(SIZES, Border.ZERO);
    all.requireAtLeast(36, "a larger view");
    assertThatThrownBy(() -> all.requireAtLeast(37, "a larger view"))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "patches = 37 is more than the 36 positions of 3 sizes; choose patches at most 36, or a"
                + " larger view");
  }

  @Test
  void sizesAreWords() {
    PatchSizes any = PatchSizes.square(1);
    assertThat(any.of(List.of("50"))).isEqualTo(PatchSizes.square(50));
    assertThat(PatchSizes.square(50).words()).containsExactly("50");
    PatchSizes two = any.of(List.of("40x60", "32"));
    assertThat(two.each()).containsExactly(new PatchSize(40, 60), new PatchSize(32, 32));
    assertThat(two.words()).containsExactly("40x60", "32");
    assertThat(two).hasToString("40×60+32");
    assertThat(PatchSizes.scaled(48, List.of(1.0, 2.0), List.of(0.25, 1.0)).each())
        .containsExactly(
            new PatchSize(96, 24),
            new PatchSize(48, 48),
            new PatchSize(192, 48),
            new PatchSize(96, 96));
    for (List<String> bad :
        List.of(
            List.<String>of(),
            List.of("0"),
            List.of("100001"),
            List.of("40x"),
            List.of("-4"),
            List.of("4.5"),
            List.of("7", "7"))) {
      assertThatThrownBy(() -> any.of(bad))
          .as(bad.toString())
          .isInstanceOf(OptionException.class)
          .hasMessageStartingWith("patch-size ");
    }
  }
}
