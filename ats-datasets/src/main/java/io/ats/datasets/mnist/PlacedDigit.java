package io.ats.datasets.mnist;

import io.ats.datasets.scene.Stamp;
import java.util.List;

/**
 * A digit on a canvas.
 *
 * @param label its class
 * @param image its index among its file's images
 * @param stamp its bitmap and place
 */
public record PlacedDigit(int label, int image, Stamp stamp) {

  /** Returns each digit's top, left, bottom, right as fractions of the canvas. */
  public static float[][] boxes(List<PlacedDigit> digits, int height, int width) {
    return digits.stream().map(digit -> digit.stamp().box(height, width)).toArray(float[][]::new);
  }
}
