package io.ats.datasets.megapixel;

import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.PlacedDigit;
import io.ats.datasets.scene.Stamp;
import io.ats.datasets.scene.StampScene;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one image shows.
 *
 * @param target the target class
 * @param digits in the order in which they were placed
 * @param noise stamps drawn before the digits
 */
record MegapixelRecipe(int target, List<PlacedDigit> digits, List<Stamp> noise) {

  /**
   * Returns the label: for a single-label task the class; for {@code multi} 1 for each class
   * present, 0 for the others; for {@code joint} the labels of its parts, one after the other.
   */
  float[] label(MegapixelTask task) {
    FloatBuffer values = FloatBuffer.allocate(task.task().labelSize());
    write(task, values);
    return values.array();
  }

  private void write(MegapixelTask task, FloatBuffer to) {
    switch (task) {
      case MAJORITY -> to.put(target);
      case MAX -> to.put(digits.stream().mapToInt(PlacedDigit::label).max().orElseThrow());
      case TOP -> to.put(topmost().label());
      case MULTI ->
          IntStream.range(0, Digits.CLASSES)
              .forEach(c -> to.put(digits.stream().anyMatch(d -> d.label() == c) ? 1 : 0));
      case JOINT -> task.parts().forEach(part -> write(part, to));
    }
  }

  private PlacedDigit topmost() {
    return digits.stream().min(Comparator.comparingInt(digit -> digit.stamp().row())).orElseThrow();
  }

  /** Returns the image. */
  StampScene scene(int height, int width) {
    List<Stamp> stamps =
        Stream.concat(noise.stream(), digits.stream().map(PlacedDigit::stamp)).toList();
    return new StampScene(height, width, stamps);
  }
}
