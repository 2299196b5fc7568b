package io.ats.core.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingMaxPoolTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final HalvingMaxPool pool = new HalvingMaxPool();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray forward(NDArray map, boolean training) {
    ParameterStore parameters = new ParameterStore(manager, false);
    return pool.forward(parameters, new NDList(map), training).singletonOrThrow();
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "8, 6", "7, 5", "2, 9", "40, 40"})
  void withoutTrainingTheValuesAreTheEngines(int height, int width) {
    NDArray map = manager.randomNormal(new Shape(3, 4, height, width));
    NDArray engines = forward(map, true);
    assertThat(forward(map, false)).isEqualTo(engines);
    assertThat(pool.getOutputShapes(new Shape[] {map.getShape()}))
        .containsExactly(engines.getShape());
  }

  @Test
  void eachWindowGivesItsMaximum() {
    NDArray map =
        manager.create(
            new float[] {1, 2, -5, -6, 9, 4, 3, -7, -8, 9, 9, 9, 9, 9, 9}, new Shape(1, 1, 3, 5));
    assertThat(forward(map, false).toFloatArray()).containsExactly(4, -5);
  }

  @Test
  void aNumberThatIsNoneStays() {
    NDArray map =
        manager.create(
            new float[] {
              1, Float.NaN, Float.NEGATIVE_INFINITY, 3, 2, 5, 0, Float.NEGATIVE_INFINITY
            },
            new Shape(1, 1, 2, 4));
    float[] engines = forward(map, true).toFloatArray();
    assertThat(engines).containsExactly(Float.NaN, 3);
    assertThat(forward(map, false).toFloatArray()).containsExactly(engines);
  }
}
