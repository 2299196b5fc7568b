package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.data.Split;
import io.ats.core.geometry.PatchGrid;
import io.ats.experiments.results.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  /** Cells count by their centre; overlapping boxes count once; each image has its own boxes. */
  @Test
  void massOnObjectsIsTheSumOverCellsWhoseCentreIsInABox() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray map =
          manager.create(
              new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.25f, 0.25f, 0.25f, 0.25f}, new Shape(2, 2, 2));
      float[][][] boxes = {
        {{0, 0, 0.5f, 0.5f}, {0, 0, 0.3f, 0.3f}, {0.5f, 0.8f, 1, 1}}, {{0.6f, 0, 1, 1}}
      };
      // Image 0: cell (0,0), whose centre (0.25,0.25) two boxes hold; (0.75,0.75) lies left of 0.8.
      // Image 1: both cells of the lower row.
      double[] quarters = {0.25, 0.75};
      ScoreGrid cells = new ScoreGrid(quarters, quarters);
      assertThat(Evaluator.massOnObjects(map, List.of(cells, cells), boxes))
          .isCloseTo(0.1 + 0.5, within(1e-6));
    }
  }

  /** The second image has one column of cells, whose centre is in its middle. */
  @Test
  void aSmallImagesCellsAreItsOwn() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray map =
          manager.create(
              new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.6f, 0, 0.4f, 0}, new Shape(2, 2, 2));
      float[][][] boxes = {{{0, 0, 1, 0.5f}}, {{0, 0.4f, 0.5f, 0.6f}}};
      double[] quarters = {0.25, 0.75};
      List<ScoreGrid> grids =
          List.of(new ScoreGrid(quarters, quarters), new ScoreGrid(quarters, new double[] {0.5}));
      assertThat(Evaluator.massOnObjects(map, grids, boxes))
          .isCloseTo(0.1 + 0.3 + 0.6, within(1e-6));
    }
  }

  /** A patch of 40 pixels in the corner of an image of 256, in steps of 24: its centre is at 20. */
  @Test
  void aCellIsWhereItsPatchesCentreIs() {
    PatchGrid grid = PatchGrid.strided(new ImageSpec(1, 256, 256, 64, 64), 40, 24, Border.ZERO);
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] corner = new float[grid.size()];
      corner[0] = 1;
      NDArray map = manager.create(corner, new Shape(1, grid.rows(), grid.columns()));
      float[][][] boxes = {{{14 / 256f, 14 / 256f, 42 / 256f, 42 / 256f}}};
      assertThat(Evaluator.massOnObjects(map, List.of(grid.centres()), boxes)).isEqualTo(1);
    }
  }

  /**
   * A patch inside, one half outside at the left, one a quarter inside at a corner, one outside.
   */
  @Test
  void outsideIsTheMeanShareOfAPatchsAreaOutsideTheImage() {
    float[] regions = {
      9, 9, 9, 9, 0, 0.5f, 0.5f, 1, 0.2f, -0.1f, 0.4f, 0.1f, 0.9f, 0.9f, 1.1f, 1.1f, 0, 1.5f, 1, 2
    };
    assertThat(Coverage.outside(regions, 1, 4)).isCloseTo((0 + 0.5 + 0.75 + 1) / 4, within(1e-6));
    float[] point = {0.5f, 0.5f, 0.5f, 0.5f};
    assertThat(Coverage.outside(point, 0, 1)).as("a patch without area").isZero();
  }

  /** The first box is nearly covered, but not its centre; the second one's centre is in a patch. */
  @Test
  void foundAreTheBoxesWhoseCentreIsInAPatch() {
    float[][] boxes = {{0, 0, 0.2f, 0.2f}, {0.5f, 0.5f, 1, 1}};
    float[] regions = {0, 0, 1, 1, 0, 0, 0.2f, 0.09f, 0, 0.11f, 1, 0.2f, 0.7f, 0.7f, 0.8f, 0.8f};
    assertThat(Coverage.found(boxes, regions, 0, 1)).isEqualTo(1);
    assertThat(Coverage.found(boxes, regions, 1, 2)).isZero();
    assertThat(Coverage.found(boxes, regions, 1, 3)).isEqualTo(0.5);
  }

  /** Of whole-image and proxy-only: every object is in their patch, and none was looked for. */
  @Test
  void onePatchOfTheWholeImageIsNoSelection() {
    assertThat(Coverage.isWhole(new float[] {0, 0, 1, 1})).isTrue();
    assertThat(Coverage.isWhole(new float[] {-0.1f, 0, 1, 1.2f})).isTrue();
    assertThat(Coverage.isWhole(new float[] {0, 0.1f, 1, 1})).isFalse();
    assertThat(Coverage.isWhole(new float[] {0, 0, 0.9f, 1})).isFalse();
    assertThat(Coverage.isWhole(new float[] {0, 0, 1, 1, 0, 0, 0.5f, 0.5f})).isFalse();
    try (NDManager manager = NDManager.newBaseManager()) {
      float[][][] boxes = {{{0.1f, 0.1f, 0.3f, 0.3f}}};
      for (float top : new float[] {0, 0.05f}) {
        Means means = new Means(Split.TEST, 1);
        Selection selection =
            Selection.of(
                manager.ones(new Shape(1, 1, 1, 2, 2)),
                manager.ones(new Shape(1, 1)),
                manager.create(new float[] {top, 0, 1, 1}, new Shape(1, 1, 4)));
        Evaluator.addCoverage(means, selection, boxes);
        assertThat(means.metrics().get(Metric.OUTSIDE_IMAGE)).isZero();
        for (Metric metric : List.of(Metric.OBJECTS_FOUND, Metric.OBJECTS_COVERED)) {
          assertThat(means.metrics().get(metric)).isEqualTo((Double) (top > 0 ? 1.0 : Double.NaN));
        }
      }
    }
  }

  /** Overlapping patches count once; the mean is over boxes, whatever their size. */
  @Test
  void coveredIsTheShareOfTheBoxesThatPatchesHold() {
    float[][] boxes = {{0, 0, 0.2f, 0.2f}, {0.5f, 0.5f, 1, 1}};
    float[] regions = {0, 0, 1, 1, 0, 0, 0.2f, 0.1f, 0, 0, 0.1f, 0.1f, 0.4f, 0.4f, 0.6f, 0.6f};
    assertThat(Coverage.covered(boxes, regions, 0, 1)).isEqualTo(1);
    assertThat(Coverage.covered(boxes, regions, 1, 2)).isCloseTo((0.5 + 0) / 2, within(1e-9));
    assertThat(Coverage.covered(boxes, regions, 1, 3)).isCloseTo((0.5 + 0.04) / 2, within(1e-9));
  }
}
