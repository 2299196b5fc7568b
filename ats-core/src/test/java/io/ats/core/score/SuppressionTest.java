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
import java.util.List;
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
        for (int cell = 0; cell < cells; cell++) {
          boolean largest = isLargest(image, rows, columns, cell, window / 2);
          assertThat(found[b * cells + cell]).isEqualTo(largest ? image[cell] : -1e30f);
          assertThat(gradient[b * cells + cell]).isEqualTo(largest ? 1 : 0);
        }
      }
    }
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

  /** On an empty background too no two neighbours stay, and no neighbourhood is left without. */
  @Test
  void ofEqualScoresOneStaysOfEachNeighbourhood() {
    int rows = 9;
    int columns = 11;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray equal = manager.full(new Shape(1, 1, rows, columns), 0.3f);
      float[] found = Suppression.nonMaxima(equal, 3).toFloatArray();
      int kept = 0;
      for (int cell = 0; cell < found.length; cell++) {
        if (found[cell] == 0.3f) {
          kept++;
          assertThat(isLargest(found, rows, columns, cell, 1)).isTrue();
          for (int other = 0; other < cell; other++) {
            boolean near =
                Math.abs(cell / columns - other / columns) <= 1
                    && Math.abs(cell % columns - other % columns) <= 1;
            assertThat(near && found[other] == 0.3f).isFalse();
          }
        }
      }
      assertThat(kept).isBetween(5, 30); // a third of each side at most, and some
    }
  }

  @Test
  void aNaNShows() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] values = Pictures.random(5, 20);
      values[7] = Float.NaN;
      NDArray broken = manager.create(values, new Shape(1, 1, 4, 5));
      assertThat(Suppression.nonMaxima(broken, 3).isNaN().any().getBoolean()).isTrue();
      assertThat(Suppression.filled(broken.reshape(1, 20)).isNaN().any().getBoolean()).isTrue();
    }
  }

  /** What is suppressed has the value of the smallest score that is not, and its gradient. */
  @Test
  void suppressedScoresAreFilledWithTheSmallestOther() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] values = {0.5f, -1e30f, -2, 7, -1e30f, 1, 4, 3, 2, 5};
      NDArray scores = manager.create(values, new Shape(2, 5));
      scores.setRequiresGradient(true);
      NDArray filled;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        filled = Suppression.filled(scores);
        collector.backward(filled.sum());
      }
      assertThat(filled.toFloatArray()).containsExactly(0.5f, -2, -2, 7, -2, 1, 4, 3, 2, 5);
      assertThat(scores.getGradient().toFloatArray()).containsExactly(1, 0, 3, 1, 0, 1, 1, 1, 1, 1);
    }
  }

  @Test
  void theWindowHasAMiddle() {
    assertThatThrownBy(
            () ->
                new ConvolutionalScorerOptions(
                    List.of(2), ActivationKind.TANH, Padding.SAME, false, 1, 1, 4))
        .isInstanceOf(OptionException.class)
        .hasMessage("suppression must be odd, got 4; take 5");
  }
}
