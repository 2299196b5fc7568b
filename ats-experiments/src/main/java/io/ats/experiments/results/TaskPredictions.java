package io.ats.experiments.results;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was predicted of {@code N} images in a task that is not joint.
 *
 * @param part the task's name if it is a part of a joint task, else empty
 * @param classes the classes' names
 * @param multiLabel whether an image has any number of classes rather than one
 * @param labels {@code labels[n]} holds the classes of image {@code n}, ascending
 * @param predicted the same as predicted: the most probable class; multi-label: those of a logit
 *     above 0
 * @param probabilities {@code (N,classes)}, the softmax of the logits; multi-label: their sigmoid
 */
public record TaskPredictions(
    String part,
    List<String> classes,
    boolean multiLabel,
    int[][] labels,
    int[][] predicted,
    float[][] probabilities) {

  /** Copies the list. */
  public TaskPredictions {
    classes = List.copyOf(classes);
  }

  /** Returns the share of images with exactly the classes that were predicted. */
  public double accuracy() {
    long right =
        IntStream.range(0, labels.length)
            .filter(i -> Arrays.equals(labels[i], predicted[i]))
            .count();
    return (double) right / labels.length;
  }
}
