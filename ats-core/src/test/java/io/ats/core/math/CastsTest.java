package io.ats.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Test;

class CastsTest {

  @Test
  void valuesAndGradientsPassBothWays() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {0.1f, -2, 0, 3e20f, 0, 1}, new Shape(2, 3));
      x.setRequiresGradient(true);
      NDArray slope = manager.create(new float[] {1, 2, 3, 4, -5, 6}, new Shape(2, 3));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray wide = Casts.to(x, DataType.FLOAT64);
        NDArray narrow = Casts.to(wide.add(wide), DataType.FLOAT32);
        assertThat(wide.getDataType()).isEqualTo(DataType.FLOAT64);
        assertThat(wide.getShape()).isEqualTo(x.getShape());
        assertThat(narrow.getDataType()).isEqualTo(DataType.FLOAT32);
        assertThat(narrow.toFloatArray()).containsExactly(0.2f, -4, 0, 6e20f, 0, 2);
        collector.backward(narrow.mul(slope).sum());
      }
      assertThat(x.getGradient().toFloatArray()).containsExactly(2, 4, 6, 8, -10, 12);
    }
  }

  @Test
  void theSameTypeIsTheSameArray() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.ones(new Shape(2));
      assertThat(Casts.to(x, DataType.FLOAT32)).isSameAs(x);
    }
  }

  /** What {@link Casts} is for; should the engine change, it can go. */
  @Test
  void theEnginesConversionStopsGradients() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.ones(new Shape(2));
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(x.toType(DataType.FLOAT64, false).sum().add(x.sum()));
      }
      assertThat(x.getGradient().toFloatArray()).containsExactly(1, 1);
    }
  }
}
