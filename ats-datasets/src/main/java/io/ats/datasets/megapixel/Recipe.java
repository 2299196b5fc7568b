package io.ats.datasets.megapixel;

import io.ats.datasets.mnist.Digits;
import io.ats.datasets.scene.Stamp;
import io.ats.datasets.scene.StampScene;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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

  /**
   * Writes the label: of a single-label task the class; of {@code multi} 1 for each class present,
   * 0 for the others; of {@code joint} those of its parts, one after the other.
   */
  void label(MegapixelMnistOptions.Task task, FloatBuffer to) {
    switch (task) {
      case MAJORITY -> to.put(target);
      case MAX -> to.put(digits.stream().mapToInt(PlacedDigit::label).max().orElseThrow());
      case TOP -> to.put(topmost().label());
      case MULTI ->
          IntStream.range(0, Digits.CLASSES)
              .forEach(c -> to.put(digits.stream().anyMatch(d -> d.label() == c) ? 1 : 0));
      case JOINT -> task.parts().forEach(part -> label(part, to));
    }
  }

  private PlacedDigit topmost() {
    return digits.stream().min(Comparator.comparingInt(digit -> digit.stamp().row())).orElseThrow();
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
