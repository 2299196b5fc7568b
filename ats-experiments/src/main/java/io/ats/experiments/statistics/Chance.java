package io.ats.experiments.statistics;

import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;

/**
 * Compares an accuracy with chance: the share of the most frequent label of the split, which a
 * classifier that never looks at the image reaches.
 */
public final class Chance {

  /** The level of significance. */
  public static final double SIGNIFICANCE = 0.05;

  private Chance() {}

  /**
   * Returns whether an accuracy is no more than chance: a guess that is right with probability
   * {@code majorityShare} would reach it with a probability above {@link #SIGNIFICANCE} (one-sided
   * exact binomial test).
   *
   * @param accuracy in [0,1]
   * @param images number of images it was measured on
   * @param majorityShare in [0,1]
   */
  public static boolean reaches(double accuracy, int images, double majorityShare) {
    return reaches(accuracy, images, majorityShare, 1);
  }

  /**
   * Returns the same of one of several accuracies, of which the highest is luckier than one alone:
   * the level of significance is divided by their number (Bonferroni).
   *
   * @param among how many they are, at least 1
   */
  public static boolean reaches(double accuracy, int images, double majorityShare, int among) {
    if (!isKnown(accuracy, images, majorityShare)) {
      throw new IllegalArgumentException(
          "accuracy and majority share must be in [0,1] and images at least 1, got %s, %s and %d"
              .formatted(accuracy, majorityShare, images));
    }
    int right = (int) Math.round(accuracy * images);
    double luck =
        new BinomialTest()
            .binomialTest(images, right, majorityShare, AlternativeHypothesis.GREATER_THAN);
    return luck > SIGNIFICANCE / among;
  }

  /** Returns whether the arguments of {@link #reaches} are known. */
  public static boolean isKnown(double accuracy, int images, double majorityShare) {
    return images > 0 && accuracy >= 0 && accuracy <= 1 && majorityShare >= 0 && majorityShare <= 1;
  }
}
