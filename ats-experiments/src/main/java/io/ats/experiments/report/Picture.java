package io.ats.experiments.report;

/**
 * What a picture of one test image shows.
 *
 * @param image {@code (C,H,W)} in [0,1]
 * @param scoreMap {@code (gh,gw)} where the selector would look, at least 0; null if it has none
 * @param regions {@code (K,4)} top, left, bottom, right of each selected patch as fractions of the
 *     image
 * @param weights {@code (K)} how much each patch counts
 * @param boxes {@code (N,4)} true boxes, in the same fractions; may be empty
 * @param patches {@code (K,C,h,w)} in [0,1] the patches as they were read; may be empty
 * @param truth the true label
 * @param prediction the predicted label
 * @param spread {@code (K,2)} where the patches were looked at in order: the standard deviation of
 *     each one's centre along rows and columns, 0 where there is none; else null
 */
public record Picture(
    float[][][] image,
    float[][] scoreMap,
    float[][] regions,
    float[] weights,
    float[][] boxes,
    float[][][][] patches,
    String truth,
    String prediction,
    float[][] spread) {

  /** Checks that there is a weight a region. */
  public Picture {
    if (regions.length != weights.length) {
      throw new IllegalArgumentException(
          "a picture needs a weight a region, got "
              + weights.length
              + " weights and "
              + regions.length
              + " regions");
    }
  }

  /** Creates a picture of patches in no order. */
  public Picture(
      float[][][] image,
      float[][] scoreMap,
      float[][] regions,
      float[] weights,
      float[][] boxes,
      float[][][][] patches,
      String truth,
      String prediction) {
    this(image, scoreMap, regions, weights, boxes, patches, truth, prediction, null);
  }

  /** Returns the line below the picture. */
  public String caption() {
    return "true: "
        + truth
        + " · predicted: "
        + prediction
        + (truth.equals(prediction) ? " ✓" : " ✗");
  }

  /** Returns what the picture shows, for who cannot see it. */
  public String alt() {
    return "Test image with "
        + count(regions.length, "selected patch", "selected patches")
        + (spread == null ? "" : " in the order of the numbers")
        + (boxes.length == 0 ? "" : " and " + count(boxes.length, "true object", "true objects"))
        + (scoreMap == null ? "" : ", beside it the attention map")
        + "; true label "
        + truth
        + ", predicted "
        + prediction;
  }

  private static String count(int n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }
}
