package io.ats.experiments.picture;

import io.ats.core.ScoreGrid;
import java.util.Locale;

/**
 * A test image with what a classifier selected and predicted.
 *
 * @param image {@code (C,H,W)} in [0,1]
 * @param scoreMap {@code (gh,gw)} the selector's score map, at least 0; null if it has none
 * @param cells where the cells of the map lie; null if it has none
 * @param regions {@code (K,4)} top, left, bottom, right of each selected patch as fractions of the
 *     image
 * @param weights {@code (K)} of the patches
 * @param boxes {@code (N,4)} true boxes, in the same fractions; may be empty
 * @param patches those to be shown below the image, in this order, each {@code (C,h,w)} in [0,1];
 *     may be empty
 * @param truth the true label; empty if unknown
 * @param prediction the predicted label
 * @param probability that the classifier gives it, for people; empty if none
 * @param spread {@code (K,2)} standard deviation of each patch's centre along rows and columns, 0
 *     if there is none; null if the patches have no order
 */
public record TestImage(
    float[][][] image,
    float[][] scoreMap,
    ScoreGrid cells,
    float[][] regions,
    float[] weights,
    float[][] boxes,
    float[][][][] patches,
    String truth,
    String prediction,
    String probability,
    float[][] spread) {

  /** Checks that there is one weight per region. */
  public TestImage {
    if (regions.length != weights.length) {
      throw new IllegalArgumentException(
          "a picture needs one weight per region, got "
              + weights.length
              + " weights and "
              + regions.length
              + " regions");
    }
  }

  /** Returns a probability for people. */
  public static String percent(double probability) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }

  /** Returns the line below the picture. */
  public String caption() {
    String predicted = "predicted: " + sure();
    return truth.isEmpty()
        ? predicted
        : "true: " + truth + " · " + predicted + (truth.equals(prediction) ? " ✓" : " ✗");
  }

  /** Returns a description for readers who cannot see the picture. */
  public String alt() {
    return "Test image with "
        + count(regions.length, "selected patch", "selected patches")
        + (spread == null ? "" : " in the order of the numbers")
        + (boxes.length == 0 ? "" : " and " + count(boxes.length, "true object", "true objects"))
        + (scoreMap == null ? "" : ", beside it the attention map")
        + (truth.isEmpty() ? "; " : "; true label " + truth + ", ")
        + "predicted "
        + sure();
  }

  private String sure() {
    return probability.isEmpty() ? prediction : prediction + " (" + probability + ")";
  }

  private static String count(int n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }
}
