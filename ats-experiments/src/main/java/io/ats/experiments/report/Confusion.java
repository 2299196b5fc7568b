package io.ats.experiments.report;

import io.ats.experiments.results.Predictions;
import io.ats.experiments.results.TaskPredictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A confusion matrix: how many test images of each class were predicted to be of which.
 *
 * @param part the task's name if it is a part of a joint task, else empty
 * @param classes the classes' names
 * @param counts {@code counts[t][p]} images of class {@code t} were predicted to be of {@code p}
 */
public record Confusion(String part, List<String> classes, int[][] counts) {

  private record Kind(String part, List<String> classes) {}

  /** Returns a matrix for each part of the task that has one class an image. */
  public static List<Confusion> of(Predictions predictions) {
    return predictions.tasks().stream()
        .filter(task -> !task.multiLabel())
        .map(Confusion::of)
        .toList();
  }

  private static Confusion of(TaskPredictions task) {
    int[][] counts = new int[task.classes().size()][task.classes().size()];
    for (int i = 0; i < task.labels().length; i++) {
      counts[task.labels()[i][0]][task.predicted()[i][0]]++;
    }
    return new Confusion(task.part(), task.classes(), counts);
  }

  /** Returns the sums over a variant's trials that ended well, one for each part of the task. */
  public static List<Confusion> of(VariantRow row) {
    Map<Kind, int[][]> sums = new LinkedHashMap<>();
    for (Trial trial : row.ok()) {
      for (Confusion one : trial.confusions()) {
        sums.merge(new Kind(one.part, one.classes), one.counts, Confusion::sum);
      }
    }
    List<Confusion> all = new ArrayList<>();
    sums.forEach((kind, counts) -> all.add(new Confusion(kind.part, kind.classes, counts)));
    return all;
  }

  private static int[][] sum(int[][] a, int[][] b) {
    int[][] sum = new int[a.length][a.length];
    for (int t = 0; t < a.length; t++) {
      for (int p = 0; p < a.length; p++) {
        sum[t][p] = a[t][p] + b[t][p];
      }
    }
    return sum;
  }

  /** Returns the number of images of a class. */
  public int images(int of) {
    return Arrays.stream(counts[of]).sum();
  }

  /** Returns the share of a class's images that were predicted to be of another; NaN for none. */
  public double share(int of, int predicted) {
    return (double) counts[of][predicted] / images(of);
  }

  /** Returns the names of the classes without an image. */
  public List<String> absent() {
    return IntStream.range(0, classes.size())
        .filter(c -> images(c) == 0)
        .mapToObj(classes::get)
        .toList();
  }
}
