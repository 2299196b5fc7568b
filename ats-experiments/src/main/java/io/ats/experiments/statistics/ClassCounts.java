package io.ats.experiments.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often one class was predicted right and wrong, each image counted once.
 *
 * @param truePositives images of the class that were predicted so
 * @param falsePositives images not of the class that were predicted to be
 * @param falseNegatives images of the class that were not predicted to be
 * @param trueNegatives images not of the class that were not predicted to be
 */
public record ClassCounts(
    int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {

  /**
   * Counts for each class.
   *
   * @param classes their number
   * @param labels each image's classes, distinct and in [0,classes); one where the task has one
   * @param predicted the same as predicted
   */
  public static List<ClassCounts> of(int classes, int[][] labels, int[][] predicted) {
    int[] both = new int[classes];
    int[] labelled = new int[classes];
    int[] found = new int[classes];
    for (int i = 0; i < labels.length; i++) {
      int[] answer = predicted[i];
      for (int label : labels[i]) {
        labelled[label]++;
        both[label] += Arrays.stream(answer).anyMatch(c -> c == label) ? 1 : 0;
      }
      for (int c : answer) {
        found[c]++;
      }
    }
    return IntStream.range(0, classes)
        .mapToObj(
            c ->
                new ClassCounts(
                    both[c],
                    found[c] - both[c],
                    labelled[c] - both[c],
                    labels.length - labelled[c] - found[c] + both[c]))
        .toList();
  }

  /** Returns the number of images of the class. */
  public int images() {
    return truePositives + falseNegatives;
  }

  /** Returns {@code TP / (TP + FN)}; NaN without an image of the class. */
  public double recall() {
    return (double) truePositives / images();
  }

  /** Returns {@code TN / (TN + FP)}; NaN if every image is of the class. */
  public double specificity() {
    return (double) trueNegatives / (trueNegatives + falsePositives);
  }

  /**
   * Returns {@code 2·TP / (2·TP + FP + FN)}; NaN if the class is neither there nor ever predicted.
   */
  public double f1() {
    return 2.0 * truePositives / (2.0 * truePositives + falsePositives + falseNegatives);
  }

  /**
   * Returns the balanced accuracy: the mean recall of the classes, or, where an image has any
   * number of classes, the mean over them of {@code (recall + specificity) / 2}. Classes for which
   * that is NaN are left out; NaN if none is left.
   */
  public static double balancedAccuracy(List<ClassCounts> classes, boolean multiLabel) {
    return mean(
        classes, each -> multiLabel ? (each.recall() + each.specificity()) / 2 : each.recall());
  }

  /** Returns the mean {@link #f1()} of the classes for which it is a number; NaN if none is. */
  public static double macroF1(List<ClassCounts> classes) {
    return mean(classes, ClassCounts::f1);
  }

  private static double mean(List<ClassCounts> classes, ToDoubleFunction<ClassCounts> score) {
    return classes.stream()
        .mapToDouble(score)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
