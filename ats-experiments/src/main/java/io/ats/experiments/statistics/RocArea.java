package io.ats.experiments.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The area under the receiver operating characteristic curve: the probability that an image of a
 * class has a higher score for it than an image of another class has.
 */
public final class RocArea {

  private RocArea() {}

  /**
   * Returns {@code Σ_p Σ_n ([p > n] + ½ [p = n]) / (P·N)} over the {@code P} scores of images of
   * the class and the {@code N} of the others; NaN if there are none of either.
   */
  public static double of(float[] positives, float[] negatives) {
    float[] sorted = negatives.clone();
    Arrays.sort(sorted);
    float[] rising = positives.clone();
    Arrays.sort(rising);
    int below = 0;
    int upTo = 0;
    double sum = 0;
    for (float score : rising) {
      while (below < sorted.length && sorted[below] < score) {
        below++;
      }
      upTo = Math.max(upTo, below);
      while (upTo < sorted.length && sorted[upTo] == score) {
        upTo++;
      }
      sum += below + (upTo - below) / 2.0;
    }
    return sum / ((double) positives.length * negatives.length);
  }

  /**
   * Returns the mean over the classes of the area of one against the rest. A class with no image,
   * or with all of them, is left out; NaN if none is left.
   *
   * @param labels {@code (N)}, each image's class
   * @param scores {@code (N,classes)}, finite
   */
  public static double macro(int[] labels, float[][] scores) {
    int classes = scores.length == 0 ? 0 : scores[0].length;
    return IntStream.range(0, classes)
        .mapToDouble(c -> of(column(labels, scores, c, true), column(labels, scores, c, false)))
        .filter(area -> !Double.isNaN(area))
        .average()
        .orElse(Double.NaN);
  }

  /** Returns a class's scores of the images that are, or are not, of it. */
  private static float[] column(int[] labels, float[][] scores, int c, boolean own) {
    int[] images = IntStream.range(0, labels.length).filter(i -> (labels[i] == c) == own).toArray();
    float[] found = new float[images.length];
    for (int i = 0; i < images.length; i++) {
      found[i] = scores[images[i]][c];
    }
    return found;
  }
}
