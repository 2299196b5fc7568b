package io.ats.core;

import ai.djl.ndarray.NDArray;

/**
 * Some images of a dataset, with what is known of them.
 *
 * @param views the images
 * @param labels {@code (B)} int64, or {@code (B,L)} float32 where the task is multi-label or joint
 * @param boxes for image {@code b}, {@code boxes[b][n]} = top, left, bottom, right of the n-th true
 *     region of interest as fractions of the image; {@code boxes[b]} is empty where none is known
 */
public record Batch(Views views, NDArray labels, float[][][] boxes) {

  /** Returns {@code B}. */
  public int size() {
    return (int) labels.getShape().get(0);
  }
}
