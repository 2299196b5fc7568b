package io.ats.datasets.cluttered;

import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.PlacedDigit;
import io.ats.datasets.scene.LightestScene;
import io.ats.datasets.scene.Stamp;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one image shows.
 *
 * @param digits one or two, from left to right
 * @param clutter the fragments of other digits
 */
record ClutteredRecipe(List<PlacedDigit> digits, List<Stamp> clutter) {

  /** Returns the class of a task, from 0. */
  int label(ClutteredTask task) {
    return switch (task) {
      case SINGLE -> digits.get(0).label();
      case IDENTIFY -> Digits.CLASSES * digits.get(0).label() + digits.get(1).label();
      case SUM -> digits.get(0).label() + digits.get(1).label();
    };
  }

  /** Returns the image. */
  LightestScene scene(int height, int width) {
    List<Stamp> stamps =
        Stream.concat(clutter.stream(), digits.stream().map(PlacedDigit::stamp)).toList();
    return new LightestScene(height, width, stamps);
  }
}
