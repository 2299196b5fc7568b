package io.ats.topk.base;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class TopKPositionsTest {

  @Test
  void positionsAreThoseOfTheLargestScoresInOrderOfPosition() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray scores =
          manager.create(new float[] {3, 9, -1, 7, 8, 0, 1, 2, 5, 4, -3, 6}, new Shape(2, 6));
      assertThat(TopKPositions.of(scores, 3).toLongArray()).containsExactly(1, 3, 4, 2, 3, 5);
      assertThat(TopKPositions.of(scores, 1).toLongArray()).containsExactly(1, 5);
      assertThat(TopKPositions.of(scores, 6).toLongArray())
          .containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
      assertThat(TopKPositions.of(scores, 3).getDataType()).isEqualTo(DataType.INT64);
    }
  }
}
