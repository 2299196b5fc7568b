package io.ats.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Prediction;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.source.Pictures;
import java.util.Arrays;

/** What holds where part of a view is background. */
final class Background {

  private static final int BATCH = 3;

  private Background() {}

  /** Checks that no patch counts whose centre lies in the background, the right half. */
  static void assertLeftAlone(Trial trial) {
    int height = Trial.IMAGE.viewHeight();
    int width = Trial.IMAGE.viewWidth();
    float[] half = new float[BATCH * height * width];
    for (int i = 0; i < half.length; i++) {
      half[i] = i % width < width / 2 ? 1 : 0;
    }
    NDArray foreground = trial.manager.create(half, new Shape(BATCH, 1, height, width));
    ScoreGrid cells = trial.classifier.selector().scoreGrid().orElseThrow();
    for (int seed = 0; seed < 8; seed++) {
      Views views = trial.tensor(BATCH, seed).with(foreground);
      boolean training = seed % 2 == 0;
      Prediction prediction = trial.predict(views, training, seed);
      SelectionChecks.assertFinite("logits", prediction.logits());
      Selection selection = prediction.selection();
      selection.part(Part.SCORE_MAP).ifPresent(map -> assertDark(map, cells));
      assertInForeground(selection, cells);
    }
  }

  /** Checks that a foreground of a single pixel, with fewer cells than patches, is passed over. */
  static void assertTooSmallIsPassedOver(Trial trial) {
    float[] one = new float[BATCH * Trial.IMAGE.viewHeight() * Trial.IMAGE.viewWidth()];
    NDArray none =
        trial.manager.create(
            one, new Shape(BATCH, 1, Trial.IMAGE.viewHeight(), Trial.IMAGE.viewWidth()));
    Views views = trial.tensor(BATCH, 4);
    Prediction expected = trial.predict(views, false, 3);
    Prediction found = trial.predict(views.with(none), false, 3);
    SelectionChecks.assertSame(found.logits(), expected.logits(), 1e-5);
  }

  private static void assertDark(NDArray map, ScoreGrid cells) {
    double[] values = Pictures.doubles(map);
    int columns = cells.columns().length;
    for (int i = 0; i < values.length; i++) {
      if (cells.columns()[i % columns] >= 0.5) {
        assertThat(values[i]).as("the map at cell %d", i).isZero();
      }
    }
    assertThat(Arrays.stream(values).sum()).isBetween(BATCH - 1e-4, BATCH + 1e-4);
  }

  private static void assertInForeground(Selection selection, ScoreGrid cells) {
    long[] read = selection.part(Part.CELLS).orElseThrow().toLongArray();
    NDArray counting =
        selection
            .part(Part.BLEND)
            .map(blend -> blend.abs().sum(new int[] {1})) // (B,S)
            .or(() -> selection.part(Part.PRESENT))
            .orElseGet(() -> selection.weights().onesLike());
    double[] counts = Pictures.doubles(counting);
    int columns = cells.columns().length;
    for (int k = 0; k < read.length; k++) {
      if (counts[k] > 0) {
        assertThat(cells.columns()[(int) (read[k] % columns)])
            .as("the centre of patch %d", k)
            .isLessThan(0.5);
      }
    }
  }
}
