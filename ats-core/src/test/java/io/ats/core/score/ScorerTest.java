package io.ats.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Pass;
import io.ats.core.source.Pictures;
import io.ats.core.testing.RandomValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScorerTest {

  private static final int ROWS = 6;
  private static final int COLUMNS = 9;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Scores of the same weights and the same two views. */
  private double[] scores(int smoothing, int suppression) {
    Scorer scorer =
        new Scorer(new ScorerOptions(1, 3, ActivationKind.TANH, false, smoothing, 1, suppression));
    Shape shape = new Shape(2, 1, ROWS, COLUMNS);
    scorer.initialize(manager, DataType.FLOAT32, shape);
    RandomValues.draw(scorer, 4);
    NDArray view = manager.create(Pictures.random(7, 2 * ROWS * COLUMNS), shape);
    Pass pass = new Pass(new ParameterStore(manager, false), false, 1, null, null);
    NDArray scores = scorer.score(view, pass);
    assertThat(scores.getShape()).isEqualTo(new Shape(2, ROWS * COLUMNS));
    return Pictures.doubles(scores);
  }

  /** At the image's edge too it is the mean of scores, with no zeros from outside. */
  @Test
  void smoothingIsTheMeanOverTheCellsThatThereAre() {
    double[] raw = scores(1, 1);
    double[] smooth = scores(5, 1);
    for (int cell = 0; cell < raw.length; cell++) {
      int image = cell / (ROWS * COLUMNS);
      int row = cell / COLUMNS % ROWS;
      int column = cell % COLUMNS;
      double sum = 0;
      int count = 0;
      for (int i = Math.max(0, row - 2); i <= Math.min(ROWS - 1, row + 2); i++) {
        for (int j = Math.max(0, column - 2); j <= Math.min(COLUMNS - 1, column + 2); j++) {
          sum += raw[(image * ROWS + i) * COLUMNS + j];
          count++;
        }
      }
      assertThat(smooth[cell]).as("cell %d", cell).isCloseTo(sum / count, within(1e-5));
    }
  }

  @Test
  void suppressionComesAfterSmoothing() {
    double[] smooth = scores(3, 1);
    float[] values = new float[smooth.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) smooth[i];
    }
    NDArray map = manager.create(values, new Shape(2, 1, ROWS, COLUMNS));
    assertThat(scores(3, 3)).containsExactly(Pictures.doubles(Suppression.nonMaxima(map, 3)));
  }
}
