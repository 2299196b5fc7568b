package io.ats.experiments.train;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.objective.Answer;
import io.ats.experiments.results.Predictions;
import io.ats.experiments.results.TaskPredictions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Collects what is predicted of images, batch by batch in their order. */
public final class Collected {

  private final List<Rows> parts;

  private record Rows(
      Task task, List<int[]> labels, List<int[]> predicted, List<float[]> probabilities) {

    Rows(Task task) {
      this(task, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Answer answer) {
      float[] logits = answer.logits().toFloatArray();
      Number[] given = answer.labels().toArray();
      int classes = task.classes();
      for (int i = 0; i < logits.length / classes; i++) {
        int first = i * classes;
        if (task.multiLabel()) {
          labels.add(where(classes, c -> given[first + c].floatValue() > 0.5f));
          predicted.add(where(classes, c -> logits[first + c] > 0));
          probabilities.add(sigmoid(logits, first, classes));
        } else {
          labels.add(new int[] {given[i].intValue()});
          predicted.add(new int[] {largest(logits, first, classes)});
          probabilities.add(softmax(logits, first, classes));
        }
      }
    }

    TaskPredictions predictions(String part) {
      return new TaskPredictions(
          part,
          task.classNames(),
          task.multiLabel(),
          labels.toArray(int[][]::new),
          predicted.toArray(int[][]::new),
          probabilities.toArray(float[][]::new));
    }
  }

  /** Creates an empty collection. */
  public Collected(Task task) {
    parts = task.singles().stream().map(Rows::new).toList();
  }

  /** Adds a batch's answers, one for each part of the task. */
  public void add(List<Answer> answers) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).add(answers.get(i));
    }
  }

  /** Returns what was added, which must be the whole split. */
  Predictions predictions(Dataset dataset, Split split) {
    return new Predictions(
        IntStream.range(0, dataset.size(split)).mapToObj(i -> dataset.name(split, i)).toList(),
        predictions());
  }

  /** Returns what was added, in each part of the task. */
  public List<TaskPredictions> predictions() {
    boolean joint = parts.size() > 1;
    return parts.stream().map(rows -> rows.predictions(joint ? rows.task().name() : "")).toList();
  }

  private interface Holds {
    boolean of(int index);
  }

  private static int[] where(int classes, Holds holds) {
    return IntStream.range(0, classes).filter(holds::of).toArray();
  }

  /** Returns the first class of the largest logit, as {@code argMax} does. */
  private static int largest(float[] logits, int first, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = logits[first + c] > logits[first + best] ? c : best;
    }
    return best;
  }

  /** Returns {@code exp(z_c − max z) / Σ}. */
  private static float[] softmax(float[] logits, int first, int classes) {
    double top = logits[first + largest(logits, first, classes)];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logits[first + c] - top);
    }
    float[] probabilities = new float[classes];
    for (int c = 0; c < classes; c++) {
      probabilities[c] = (float) (Math.exp(logits[first + c] - top) / sum);
    }
    return probabilities;
  }

  private static float[] sigmoid(float[] logits, int first, int classes) {
    float[] probabilities = new float[classes];
    for (int c = 0; c < classes; c++) {
      probabilities[c] = (float) (1 / (1 + Math.exp(-logits[first + c])));
    }
    return probabilities;
  }
}
