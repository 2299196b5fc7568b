package io.ats.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** What holds of every selection. */
final class SelectionChecks {

  private SelectionChecks() {}

  static void assertFinite(String what, NDArray array) {
    double[] values = Pictures.doubles(array);
    for (int i = 0; i < values.length; i++) {
      assertThat(Double.isFinite(values[i]))
          .as("%s %s holds %s at %d", what, array.getShape(), values[i], i)
          .isTrue();
    }
  }

  /** Shapes, types, finite values and ranges. */
  static void assertSound(
      Selection selection, int batch, int patches, int[] size, int contextSize, boolean training) {
    if (!training) {
      assertThat(selection.repeats()).as("repeats at inference").isEqualTo(1);
    }
    long rows = (long) batch * selection.repeats();
    assertThat(selection.patches().getShape())
        .as("patches (B·R,K,C,h,w)")
        .isEqualTo(new Shape(rows, patches, Trial.IMAGE.channels(), size[0], size[1]));
    assertThat(selection.weights().getShape()).as("weights").isEqualTo(new Shape(rows, patches));
    assertThat(selection.regions().getShape()).as("regions").isEqualTo(new Shape(rows, patches, 4));
    for (NDArray array :
        new NDArray[] {selection.patches(), selection.weights(), selection.regions()}) {
      assertThat(array.getDataType()).isEqualTo(DataType.FLOAT32);
    }
    assertFinite("patches", selection.patches());
    assertFinite("weights", selection.weights());
    assertFinite("regions", selection.regions());
    assertRegionsMeetTheImage(Pictures.doubles(selection.regions()));
    selection.part(Part.SCORE_MAP).ifPresent(map -> assertDistribution(map, batch));
    assertThat(selection.part(Part.CONTEXT).map(NDArray::getShape).orElse(null))
        .as("context (B·R,K,S)")
        .isEqualTo(contextSize == 0 ? null : new Shape(rows, patches, contextSize));
    selection.part(Part.CONTEXT).ifPresent(context -> assertFinite("context", context));
    selection
        .part(Part.LOG_PROBABILITY)
        .ifPresent(
            log -> {
              assertThat(log.getShape().get(0))
                  .as("log-probability (B·R) or (B·R,T)")
                  .isEqualTo(rows);
              assertThat(log.getShape().dimension()).as("log-probability").isBetween(1, 2);
              assertFinite("log-probability", log);
              selection
                  .part(Part.EXPECTED_COST)
                  .ifPresent(
                      expected -> {
                        assertThat(expected.getShape())
                            .as("expected cost")
                            .isEqualTo(log.getShape());
                        assertFinite("expected cost", expected);
                      });
            });
    selection
        .penalties()
        .forEach(
            (name, penalty) -> {
              assertThat(penalty.getShape().dimension()).as("penalty %s", name).isZero();
              assertThat(penalty.getDataType()).as(name).isEqualTo(DataType.FLOAT32);
              assertFinite("penalty " + name, penalty);
            });
  }

  private static void assertRegionsMeetTheImage(double[] regions) {
    for (int i = 0; i < regions.length; i += 4) {
      assertThat(regions[i]).as("top and bottom").isLessThan(Math.min(1, regions[i + 2]));
      assertThat(regions[i + 1]).as("left and right").isLessThan(Math.min(1, regions[i + 3]));
      assertThat(Math.min(regions[i + 2], regions[i + 3])).as("bottom, right").isPositive();
    }
  }

  private static void assertDistribution(NDArray map, int batch) {
    assertThat(map.getShape().dimension()).as("score map (B,gh,gw)").isEqualTo(3);
    assertThat(map.getShape().get(0)).isEqualTo(batch);
    assertFinite("score map", map);
    double[] values = Pictures.doubles(map);
    int each = values.length / batch;
    for (int b = 0; b < batch; b++) {
      double sum = 0;
      for (int i = b * each; i < (b + 1) * each; i++) {
        assertThat(values[i]).as("score map").isGreaterThanOrEqualTo(0);
        sum += values[i];
      }
      assertThat(sum).as("sum of image %d's score map", b).isCloseTo(1, within(1e-4));
    }
  }

  /** The regions are whole pixels of the patches' size, and cut again give the same patches. */
  static void assertReadWholePixels(Selection selection, NDArray images, Border border) {
    ImageSpec image = Trial.IMAGE;
    Shape shape = selection.patches().getShape();
    double[] regions = Pictures.doubles(selection.regions());
    long[] origins = new long[regions.length / 2];
    int[] sides = {image.height(), image.width()};
    for (int i = 0; i < origins.length; i++) {
      int axis = i % 2;
      int at = 4 * (i / 2) + axis;
      double first = regions[at] * sides[axis];
      origins[i] = Math.round(first);
      assertThat(first).as("a region's first pixel").isCloseTo(origins[i], within(1e-3));
      assertThat((regions[at + 2] - regions[at]) * sides[axis])
          .as("a region's pixels along axis %d", axis)
          .isCloseTo(shape.get(3 + axis), within(1e-3));
    }
    NDArray where = images.getManager().create(origins, new Shape(shape.get(0), shape.get(1), 2));
    NDArray again =
        repeated(images, selection.repeats())
            .crop(where, (int) shape.get(3), (int) shape.get(4), border);
    assertSame(selection.patches(), again, 1e-6);
  }

  /** The regions, sampled again, give the same patches. */
  static void assertReadBetweenPixels(Selection selection, NDArray images) {
    Shape shape = selection.patches().getShape();
    NDArray again =
        repeated(images, selection.repeats())
            .sample(selection.regions(), (int) shape.get(3), (int) shape.get(4));
    assertSame(selection.patches(), again, 1e-4);
  }

  private static TensorSource repeated(NDArray images, int repeats) {
    return new TensorSource(images.repeat(0, repeats));
  }

  static void assertSame(NDArray actual, NDArray expected, double tolerance) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    assertThat(Gradients.distance(Pictures.doubles(actual), Pictures.doubles(expected)))
        .isLessThanOrEqualTo(tolerance);
  }

  /** Checks the cells that the patches were read at, and that blends have one for each weight. */
  private static void assertCells(Selection selection, int size) {
    assertThat(selection.part(Part.CELLS)).as("a score grid needs cells").isPresent();
    NDArray cells = selection.part(Part.CELLS).orElseThrow();
    Shape patches = selection.patches().getShape();
    assertThat(cells.getDataType()).isEqualTo(DataType.INT64);
    assertThat(LongStream.of(cells.toLongArray())).allMatch(cell -> cell >= 0 && cell < size);
    assertThat(
            selection
                .part(Part.BLEND)
                .map(NDArray::getShape)
                .orElse(patches.slice(0, 2).add(patches.get(1))))
        .as("blend (B·R,K,S)")
        .isEqualTo(patches.slice(0, 2).add(cells.getShape().get(1)));
    assertThat(cells.getShape().get(0)).isEqualTo(patches.get(0));
  }

  /**
   * Checks that a score map has a grid of its size, ascending in the image, or at its edge, and
   * vice versa.
   */
  static void assertPlaced(Selection selection, Optional<ScoreGrid> grid) {
    assertThat(grid.isPresent() || selection.part(Part.SCORE_MAP).isEmpty())
        .as("a score map needs a score grid")
        .isTrue();
    grid.ifPresent(
        cells -> {
          assertCells(selection, cells.size());
          selection
              .part(Part.SCORE_MAP)
              .ifPresent(
                  map ->
                      assertThat(map.getShape().slice(1))
                          .isEqualTo(new Shape(cells.rows().length, cells.columns().length)));
          assertThat(cells.rows()).isSorted();
          assertThat(cells.columns()).isSorted();
          assertReaches(selection, 0, cells.rows());
          assertReaches(selection, 1, cells.columns());
        });
  }

  /** Checks that patches at these centres have a part in the image. */
  private static void assertReaches(Selection selection, int axis, double[] centres) {
    NDArray from = selection.regions().get("..., {}", axis);
    double half = selection.regions().get("..., {}", axis + 2).sub(from).max().getFloat() / 2;
    assertThat(DoubleStream.of(centres))
        .allMatch(centre -> centre >= 0 && centre < 1 + Math.min(half, 0.5));
  }
}
