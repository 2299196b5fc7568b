package io.ats.datasets.cluttered;

import io.ats.datasets.mnist.Digits;
import io.ats.datasets.scene.LightestScene;
import io.ats.datasets.scene.Stamp;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one image consists of.
 *
 * @param digits one or two, from left to right
 * @param clutter the fragments of other digits
 */
record Recipe(List<PlacedDigit> digits, List<Stamp> clutter) {

  /**
   * A digit on the canvas.
   *
   * @param label its class
   * @param image its index among its file's images
   * @param stamp its picture and place
   */
  record PlacedDigit(int label, int image, Stamp stamp) {}

  /** Returns the class of a task, from 0. */
  int label(ClutteredMnistOptions.Task task) {
    return switch (task) {
      case SINGLE -> digits.get(0).label();
      case IDENTIFY -> Digits.CLASSES * digits.get(0).label() + digits.get(1).label();
      case SUM -> digits.get(0).label() + digits.get(1).label();
    };
  }

  /** Returns each digit's top, left, bottom, right as fractions of the canvas. */
  float[][] boxes(int height, int width) {
    return digits.stream().map(digit -> digit.stamp().box(height, width)).toArray(float[][]::new);
  }

  /** Returns the image. */
  LightestScene scene(int height, int width) {
    List<Stamp> stamps =
        Stream.concat(clutter.stream(), digits.stream().map(PlacedDigit::stamp)).toList();
    return new LightestScene(height, width, stamps);
  }
}
