package io.ats.experiments.train;

import io.ats.core.data.Task;
import io.ats.core.objective.Answer;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Counts right answers and labels over a split, for each part of a task. */
final class Tally {

  private final boolean joint;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private static final class Part {
    private double correct;
    private final Map<String, Integer> labels = new HashMap<>();

    double majorityShare(int images) {
      return (double) Collections.max(labels.values()) / images;
    }
  }

  Tally(Task task) {
    joint = task.isJoint();
    task.singles().forEach(single -> parts.put(single.name(), new Part()));
  }

  private Part part(Answer answer) {
    return parts.get(answer.task().name());
  }

  /** Counts right answers. */
  void addCorrect(List<Answer> answers) {
    answers.forEach(answer -> part(answer).correct += answer.correct().sum().getFloat());
  }

  /** Counts labels; of a multi-label task, each combination. */
  void addLabels(List<Answer> answers) {
    for (Answer answer : answers) {
      Number[] flat = answer.labels().toArray();
      int images = (int) answer.labels().getShape().get(0);
      int each = flat.length / images;
      for (int i = 0; i < images; i++) {
        String label = Arrays.toString(Arrays.copyOfRange(flat, i * each, (i + 1) * each));
        part(answer).labels.merge(label, 1, Integer::sum);
      }
    }
  }

  /** Returns the share of answers that are right, the mean over the parts. */
  double accuracy(int images) {
    return mean(part -> part.correct / images);
  }

  /** Returns the share of the most frequent label, the mean over the parts. */
  double majorityShare(int images) {
    return mean(part -> part.majorityShare(images));
  }

  /** Returns both numbers of each part of a joint task, by its name; empty for any other task. */
  Map<String, Metrics> parts(int images) {
    Map<String, Metrics> all = new LinkedHashMap<>();
    if (joint) {
      parts.forEach(
          (name, part) ->
              all.put(
                  name,
                  Metrics.NONE
                      .with(Metric.ACCURACY, part.correct / images)
                      .with(Metric.MAJORITY_SHARE, part.majorityShare(images))));
    }
    return all;
  }

  private double mean(ToDoubleFunction<Part> each) {
    return parts.values().stream().mapToDouble(each).sum() / parts.size();
  }
}
