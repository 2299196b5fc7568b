package io.ats.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchSize;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.testing.RandomValues;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    ConvolutionalScorer scorer =
        new ConvolutionalScorer(
            new ConvolutionalScorerOptions(
                List.of(3), ActivationKind.TANH, Padding.SAME, false, smoothing, 1, suppression));
    Shape shape = new Shape(2, 1, ROWS, COLUMNS);
    scorer.initialize(manager, DataType.FLOAT32, shape);
    RandomValues.draw(scorer, 4);
    NDArray view = manager.create(Pictures.random(7, 2 * ROWS * COLUMNS), shape);
    Pass pass = new Pass(new ParameterStore(manager, false), false, 1, null, null);
    NDArray scores = scorer.score(new Views(view, null), pass);
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

  /** Of a view with noise beside it: its own map as if alone, and nothing outside. */
  @ParameterizedTest
  @CsvSource({
    "SAME,1,1,1",
    "VALID,1,1,1",
    "SAME,5,1,1",
    "VALID,3,1,1",
    "SAME,1,2,1",
    "VALID,3,2,1",
    "SAME,1,1,3",
    "VALID,3,2,3"
  })
  void paddingBesideAViewChangesNothing(Padding padding, int smoothing, int pool, int suppression) {
    ConvolutionalScorer scorer =
        new ConvolutionalScorer(
            new ConvolutionalScorerOptions(
                List.of(3, 4), ActivationKind.RELU, padding, false, smoothing, pool, suppression));
    int side = 16;
    scorer.initialize(manager, DataType.FLOAT32, new Shape(1, 1, side, side));
    RandomValues.draw(scorer, 4);
    Pass pass = new Pass(new ParameterStore(manager, false), false, 1, null, null);
    List<ImageSpec> images =
        List.of(
            new ImageSpec(1, side, side, side, side),
            new ImageSpec(1, 13, 9, 13, 9),
            new ImageSpec(1, 8, 15, 8, 15));
    NDArray low = manager.create(Pictures.random(7, 3 * side * side), new Shape(3, 1, side, side));
    low.set(new NDIndex("2,:,:8,:15"), manager.zeros(new Shape(1, 8, 15))); // ties, if suppressed
    NDArray scores = scorer.score(new Views(low, null, images), pass);
    PatchGrid most = scorer.grid(images.get(0), PatchSize.square(2), Border.ZERO);
    NDArray maps = scores.reshape(3, most.rows(), most.columns());
    for (int b = 0; b < 3; b++) {
      ImageSpec own = images.get(b);
      NDArray view =
          low.get(new NDIndex("{}:{},:,:{},:{}", b, b + 1, own.viewHeight(), own.viewWidth()));
      PatchGrid grid = scorer.grid(own, PatchSize.square(2), Border.ZERO);
      double[] expected = Pictures.doubles(scorer.score(new Views(view, null), pass));
      float[] found = maps.get(b).toFloatArray();
      for (int i = 0; i < found.length; i++) {
        int row = i / most.columns();
        int column = i % most.columns();
        if (row < grid.rows() && column < grid.columns()) {
          assertThat((double) found[i])
              .as("image %d, cell %d,%d", b, row, column)
              .isCloseTo(expected[row * grid.columns() + column], within(1e-5));
        } else {
          assertThat(found[i]).as("outside image %d", b).isLessThan(-1e29f);
        }
      }
    }
  }

  /** Appendix F of Cordonnier et al.: 8, 16, 32 and 1 channels, no padding, pooling by 8. */
  @Test
  void channelsDifferByLayer() {
    ConvolutionalScorer scorer =
        new ConvolutionalScorer(
            new ConvolutionalScorerOptions(
                List.of(8, 16, 32), ActivationKind.RELU, Padding.VALID, false, 1, 8, 1));
    scorer.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 320, 426));
    assertThat(
            scorer.getParameters().values().stream()
                .map(parameter -> parameter.getShape())
                .filter(shape -> shape.dimension() == 4))
        .containsExactly(
            new Shape(8, 3, 3, 3),
            new Shape(16, 8, 3, 3),
            new Shape(32, 16, 3, 3),
            new Shape(1, 32, 3, 3));
    PatchGrid grid =
        scorer.grid(new ImageSpec(3, 960, 1280, 320, 426), PatchSize.square(100), Border.ZERO);
    assertThat(grid.rows()).isEqualTo((320 - 8) / 8);
    assertThat(grid.columns()).isEqualTo((426 - 8) / 8);
    NDArray view = manager.zeros(new Shape(1, 3, 320, 426));
    Pass pass = new Pass(new ParameterStore(manager, false), false, 1, null, null);
    assertThat(scorer.score(new Views(view, null), pass).getShape())
        .isEqualTo(new Shape(1, grid.size()));
  }

  @Test
  void aViewThatTheLayersUseUpIsRefused() {
    ConvolutionalScorer scorer =
        new ConvolutionalScorer(
            new ConvolutionalScorerOptions(
                List.of(8, 16, 32), ActivationKind.RELU, Padding.VALID, false, 1, 8, 1));
    assertThatThrownBy(
            () -> scorer.grid(new ImageSpec(3, 60, 80, 15, 20), PatchSize.square(9), Border.ZERO))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "a view of 15×20 is too small for the scorer: it needs at least 16 pixels a side;"
                + " choose a larger view-scale, fewer channels, a smaller pool, or padding same");
  }
}
