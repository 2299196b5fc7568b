package io.ats.datasets.scene;

import io.ats.core.source.Scene;
import java.util.random.RandomGenerator;

/**
 * Which part of a larger image is used.
 *
 * @param height of the part, pixels
 * @param width of the part, pixels
 */
public record Crop(int height, int width) {

  /** Returns the middle of an image, for evaluation. */
  public WindowScene middle(Scene whole) {
    return at(whole, (whole.height() - height) / 2, (whole.width() - width) / 2);
  }

  /** Returns a part of an image, for training; all are alike likely. */
  public WindowScene anywhere(Scene whole, RandomGenerator random) {
    int top = random.nextInt(whole.height() - height + 1);
    int left = random.nextInt(whole.width() - width + 1);
    return at(whole, top, left);
  }

  private WindowScene at(Scene whole, int top, int left) {
    return new WindowScene(whole, top, left, height, width, false);
  }
}
