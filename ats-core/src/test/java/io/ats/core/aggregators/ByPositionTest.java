package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.testing.Gradients;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByPositionTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** The cells of a grid are numbered in the order of reading. */
  @ParameterizedTest
  @CsvSource({"23,31,1,1", "1000,1300,50,50", "40000,40000,50,800", "100000,90000,3,9000"})
  void patchesOfAGridAreInTheOrderOfItsCells(int height, int width, int size, int stride) {
    PatchGrid grid =
        PatchGrid.strided(new ImageSpec(1, height, width, 1, 1), size, stride, Border.ZERO);
    Random random = new Random(1);
    long[] cells =
        LongStream.concat(random.longs(40, 0, grid.size()), LongStream.of(0, 1, grid.columns(), 0))
            .toArray();
    NDArray indices = manager.create(cells, new Shape(1, cells.length));
    NDArray order = ByPosition.order(grid.regions(indices));
    assertThat(indices.gather(order, 1).toLongArray())
        .isEqualTo(LongStream.of(cells).sorted().toArray());
  }

  @Test
  void topsThatDifferByRoundingAreOneRow() {
    float top = 0.7f;
    float[] regions = {
      Math.nextDown(top),
      0.9f,
      1,
      1,
      top,
      0.1f,
      1,
      1,
      Math.nextUp(top),
      0.5f,
      1,
      1,
      0.2f,
      0.99f,
      1,
      1
    };
    assertThat(ByPosition.order(manager.create(regions, new Shape(1, 4, 4))).toLongArray())
        .containsExactly(3, 1, 2, 0);
  }

  @Test
  void sortsEachImageByItselfAndGradientsFindTheirWayBack() {
    NDArray order = manager.create(new long[] {2, 0, 1, 1, 2, 0}, new Shape(2, 3));
    NDArray values =
        manager.create(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, new Shape(2, 3, 2));
    assertThat(ByPosition.sort(values, order).toDoubleArray())
        .containsExactly(5, 6, 1, 2, 3, 4, 9, 10, 11, 12, 7, 8);
    double[] gradient = Gradients.of(x -> ByPosition.sort(x, order).mul(values).sum(), values);
    assertThat(gradient).containsExactly(3, 4, 5, 6, 1, 2, 11, 12, 7, 8, 9, 10);
  }

  @Test
  void anotherNumberOfPatchesIsAnError() {
    NDArray features = manager.zeros(new Shape(2, 4, 5));
    ByPosition.requireCount("concat", features, new Shape(1, 4, 5));
    assertThatThrownBy(() -> ByPosition.requireCount("concat", features, new Shape(1, 3, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "aggregator concat was initialised for 3 patches, got 4; the selector's"
                + " patches(image) must return how many it selects");
  }
}
