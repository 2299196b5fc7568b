package io.ats.datasets.megapixel;

import io.ats.datasets.scene.Stamp;
import io.ats.datasets.scene.StampScene;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one image consists of.
 *
 * @param target the target class
 * @param digits in the order in which they were placed
 * @param noise drawn before the digits
 */
record Recipe(int target, List<PlacedDigit> digits, List<Stamp> noise) {

  /**
   * A digit on the canvas.
   *
   * @param label its class
   * @param image its index among its file's images
   * @param stamp its picture and place
   */
  record PlacedDigit(int label, int image, Stamp stamp) {}

  /** Returns the label of a single-label task. */
  int label(MegapixelMnistOptions.Task task) {
    return switch (task) {
      case MAJORITY -> target;
      case MAX -> digits.stream().mapToInt(PlacedDigit::label).max().orElseThrow();
      case TOP ->
          digits.stream()
              .min(Comparator.comparingInt(digit -> digit.stamp().row()))
              .orElseThrow()
              .label();
      case MULTI -> throw new IllegalArgumentException("task multi has a label for each class");
    };
  }

  /** Writes 1 for each class present, 0 for the others, to ten elements from {@code offset}. */
  void present(float[] target, int offset) {
    for (PlacedDigit digit : digits) {
      target[offset + digit.label()] = 1;
    }
  }

  /** Returns each digit's top, left, bottom, right as fractions of the canvas. */
  float[][] boxes(int height, int width) {
    return digits.stream().map(digit -> digit.stamp().box(height, width)).toArray(float[][]::new);
  }

  /** Returns the image. */
  StampScene scene(int height, int width) {
    List<Stamp> stamps =
        Stream.concat(noise.stream(), digits.stream().map(PlacedDigit::stamp)).toList();
    return new StampScene(height, width, stamps);
  }
}
