package io.ats.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionTest {

  private static final int BATCH = 2;

  @ParameterizedTest
  @CsvSource({"7,9,3", "7,9,5", "4,3,7", "1,6,3", "1,1,3"})
  void keepsTheLargestOfEachNeighbourhoodAndItsGradientAlone(int rows, int columns, int window) {
    int cells = rows * columns;
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] values = Pictures.random(5, BATCH * cells);
      NDArray map = manager.create(values, new Shape(BATCH, 1, rows, columns));
      map.setRequiresGradient(true);
      NDArray kept;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        kept = Suppression.nonMaxima(map, window);
        collector.backward(kept.sum());
      }
      float[] found = kept.toFloatArray();
      float[] gradient = map.getGradient().toFloatArray();
      for (int b = 0; b < BATCH; b++) {
        float[] image = Arrays.copyOfRange(values, b * cells, (b + 1) * cells);
        double least = minimum(image);
        for (int cell = 0; cell < cells; cell++) {
          boolean largest = isLargest(image, rows, columns, cell, window / 2);
          assertThat((double) found[b * cells + cell]).isEqualTo(largest ? image[cell] : least);
          assertThat(gradient[b * cells + cell]).isEqualTo(largest ? 1 : 0);
        }
      }
    }
  }

  private static double minimum(float[] values) {
    double least = values[0];
    for (float value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static boolean isLargest(float[] image, int rows, int columns, int cell, int reach) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        boolean near =
            Math.abs(i - cell / columns) <= reach && Math.abs(j - cell % columns) <= reach;
        if (near && image[i * columns + j] > image[cell]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where all scores are equal none is preferred; a NaN does not vanish. */
  @Test
  void equalScoresStayAndNaNsShow() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray equal = manager.full(new Shape(1, 1, 4, 5), 0.3f);
      assertThat(Suppression.nonMaxima(equal, 3)).isEqualTo(equal);
      float[] values = Pictures.random(5, 20);
      values[7] = Float.NaN;
      NDArray broken = manager.create(values, new Shape(1, 1, 4, 5));
      assertThat(Suppression.nonMaxima(broken, 3).isNaN().any().getBoolean()).isTrue();
    }
  }

  @Test
  void theWindowHasAMiddle() {
    assertThatThrownBy(() -> new ScorerOptions(1, 2, ActivationKind.TANH, false, 1, 1, 4))
        .isInstanceOf(OptionException.class)
        .hasMessage("suppression must be odd, got 4; take 5");
  }
}
