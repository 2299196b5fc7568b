package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.Predictions;
import io.ats.experiments.results.TaskPredictions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassMetricsTest {

  private static final List<String> IMAGES = List.of("a", "b", "c");

  /** Class 0 half right, class 1 right, class 2 absent. */
  private static final TaskPredictions SINGLE =
      new TaskPredictions(
          "single",
          List.of("0", "1", "2"),
          false,
          new int[][] {{0}, {0}, {1}},
          new int[][] {{0}, {1}, {1}},
          new float[][] {{0.8f, 0.2f, 0}, {0.4f, 0.6f, 0}, {0.5f, 0.5f, 0}});

  /** Class x is right everywhere, y never. */
  private static final TaskPredictions SEVERAL =
      new TaskPredictions(
          "several",
          List.of("x", "y"),
          true,
          new int[][] {{0}, {0, 1}, {}},
          new int[][] {{0, 1}, {0}, {1}},
          new float[3][2]);

  private static void assertMetrics(Metrics found, double balanced, double f1, double area) {
    assertThat(found.get(Metric.BALANCED_ACCURACY)).isCloseTo(balanced, within(1e-12));
    assertThat(found.get(Metric.MACRO_F1)).isCloseTo(f1, within(1e-12));
    assertThat(found.get(Metric.ROC_AREA)).isCloseTo(area, within(1e-12));
    assertThat(found.values()).hasSize(3);
  }

  @Test
  void aTaskWithOneClassAnImage() {
    // Class 0: 0.8 above 0.5, 0.4 below; class 1: 0.5 above 0.2, below 0.6.
    assertMetrics(
        ClassMetrics.of(new Predictions(IMAGES, List.of(SINGLE))),
        (0.5 + 1) / 2,
        (2 / 3.0 + 2 / 3.0) / 2,
        (0.5 + 0.5) / 2);
  }

  @Test
  void aMultiLabelTaskHasNoRocArea() {
    Metrics found = ClassMetrics.of(new Predictions(IMAGES, List.of(SEVERAL)));
    assertThat(found.values())
        .containsExactly(entry(Metric.BALANCED_ACCURACY, 0.5), entry(Metric.MACRO_F1, 0.5));
  }

  @Test
  void aJointTaskIsTheMeanOfItsParts() {
    assertMetrics(
        ClassMetrics.of(new Predictions(IMAGES, List.of(SINGLE, SEVERAL))),
        (0.75 + 0.5) / 2,
        (2 / 3.0 + 0.5) / 2,
        0.5);
  }
}
