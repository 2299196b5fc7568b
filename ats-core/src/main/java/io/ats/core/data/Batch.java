package io.ats.core.data;

import ai.djl.ndarray.NDArray;
import io.ats.core.Views;

/**
 * A batch of a dataset's images, with their labels and true regions of interest.
 *
 * @param views the images
 * @param labels {@code (B)} int64, or {@code (B,L)} float32 where the task is multi-label or joint
 * @param boxes {@code boxes[b][n]} holds top, left, bottom, right of image {@code b}'s n-th true
 *     region of interest, as fractions of the image; {@code boxes[b]} is empty if none is known
 */
public record Batch(Views views, NDArray labels, float[][][] boxes) {

  /** Returns {@code B}. */
  public int size() {
    return (int) labels.getShape().get(0);
  }
}
