package io.ats.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Pass;
import io.ats.core.Views;
import io.ats.core.score.ActivationKind;
import io.ats.core.score.ConvolutionalScorer;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.Padding;
import io.ats.core.source.Pictures;
import io.ats.core.testing.RandomValues;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptiveFieldTest {

  private static final int HEIGHT = 13;
  private static final int WIDTH = 17;

  /** Changes one pixel of the view at a time and sees which scores change. */
  @ParameterizedTest
  @CsvSource({"0,1,1", "1,1,1", "2,1,1", "1,1,2", "0,1,3", "1,1,3", "1,3,1", "0,5,1", "0,3,2"})
  void isWhatTheScorerSees(int layers, int smoothing, int pool) {
    scorerSees(layers, smoothing, pool, Padding.SAME);
  }

  @ParameterizedTest
  @CsvSource({"0,1,1", "1,1,1", "2,1,1", "1,1,3", "1,3,1"})
  void withoutPaddingToo(int layers, int smoothing, int pool) {
    scorerSees(layers, smoothing, pool, Padding.VALID);
  }

  private static void scorerSees(int layers, int smoothing, int pool, Padding padding) {
    ConvolutionalScorer scorer =
        new ConvolutionalScorer(
            new ConvolutionalScorerOptions(
                Collections.nCopies(layers, 3),
                ActivationKind.TANH,
                padding,
                false,
                smoothing,
                pool,
                1));
    ReceptiveField field = scorer.receptiveField();
    int lost = padding == Padding.SAME ? 0 : 2 * (layers + 1);
    int rows = (HEIGHT - lost) / pool;
    int columns = (WIDTH - lost) / pool;
    boolean[][] sees = new boolean[rows * columns][HEIGHT * WIDTH];
    try (NDManager manager = NDManager.newBaseManager()) {
      scorer.initialize(manager, DataType.FLOAT32, new Shape(1, 1, HEIGHT, WIDTH));
      // A max-pool passes on one of its cells: many networks and pictures show all.
      for (int seed = 0; seed < (pool == 1 ? 5 : 60); seed++) {
        RandomValues.draw(scorer, seed);
        see(scorer, manager, seed, sees);
      }
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int row = 0; row < HEIGHT; row++) {
          for (int column = 0; column < WIDTH; column++) {
            assertThat(sees[i * columns + j][row * WIDTH + column])
                .as("cell (%d,%d) sees pixel (%d,%d)", i, j, row, column)
                .isEqualTo(within(field, i, row) && within(field, j, column));
          }
        }
      }
    }
  }

  private static boolean within(ReceptiveField field, int cell, int pixel) {
    return Math.abs(pixel + 0.5 - (field.start() + cell * field.stride())) < field.size() / 2.0;
  }

  private static void see(
      ConvolutionalScorer scorer, NDManager parent, int seed, boolean[][] sees) {
    try (NDManager manager = parent.newSubManager()) {
      int pixels = HEIGHT * WIDTH;
      Pass pass = new Pass(new ParameterStore(manager, false), false, 1, null, null);
      NDArray picture =
          manager.create(Pictures.random(seed, pixels), new Shape(1, 1, HEIGHT, WIDTH));
      NDArray changed =
          picture.add(
              manager.eye(pixels).mul(seed % 2 == 0 ? 3 : -3).reshape(pixels, 1, HEIGHT, WIDTH));
      NDArray before = scorer.score(new Views(picture, null), pass); // (1,D)
      NDArray after = scorer.score(new Views(changed, null), pass); // (pixels,D)
      boolean[] differs = after.sub(before).abs().gt(1e-6f).toBooleanArray();
      int cells = sees.length;
      for (int pixel = 0; pixel < pixels; pixel++) {
        for (int cell = 0; cell < cells; cell++) {
          sees[cell][pixel] |= differs[pixel * cells + cell];
        }
      }
    }
  }

  @Test
  void growsLayerByLayer() {
    ReceptiveField field = ReceptiveField.IDENTITY.then(7, 2, 3).then(3, 2, 1);
    // The stem of ResNet: 7 + 2·2 pixels, one every four, the first in the middle of pixel 0.
    assertThat(field).isEqualTo(new ReceptiveField(11, 4, 0.5));
    assertThat(ReceptiveField.IDENTITY.then(2, 2, 0)).isEqualTo(new ReceptiveField(2, 2, 1));
  }
}
