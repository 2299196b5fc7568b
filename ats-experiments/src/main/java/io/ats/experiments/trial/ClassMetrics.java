package io.ats.experiments.trial;

import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.Predictions;
import io.ats.experiments.results.TaskPredictions;
import io.ats.experiments.statistics.ClassCounts;
import io.ats.experiments.statistics.RocArea;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The metrics that count every class alike, however many images it has. */
final class ClassMetrics {

  private ClassMetrics() {}

  /**
   * Returns balanced accuracy, macro F1 and, without multi-label tasks, the area under the ROC
   * curve; of a joint task the means over its parts. One that is undefined does not exist.
   */
  static Metrics of(Predictions predictions) {
    List<TaskPredictions> all = predictions.tasks();
    List<TaskPredictions> single = all.stream().filter(task -> !task.multiLabel()).toList();
    return Metrics.NONE
        .with(
            Metric.BALANCED_ACCURACY,
            mean(all, task -> ClassCounts.balancedAccuracy(counts(task), task.multiLabel())))
        .with(Metric.MACRO_F1, mean(all, task -> ClassCounts.macroF1(counts(task))))
        .with(Metric.ROC_AREA, mean(single, ClassMetrics::rocArea));
  }

  private static List<ClassCounts> counts(TaskPredictions task) {
    return ClassCounts.of(task.classes().size(), task.labels(), task.predicted());
  }

  private static double rocArea(TaskPredictions task) {
    int[] labels = Arrays.stream(task.labels()).mapToInt(classes -> classes[0]).toArray();
    return RocArea.macro(labels, task.probabilities());
  }

  private static double mean(List<TaskPredictions> tasks, ToDoubleFunction<TaskPredictions> score) {
    return tasks.stream().mapToDouble(score).average().orElse(Double.NaN);
  }
}
