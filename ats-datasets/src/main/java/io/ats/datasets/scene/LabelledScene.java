package io.ats.datasets.scene;

import io.ats.core.source.Scene;

/**
 * An image of a dataset.
 *
 * @param scene the image
 * @param label its class, from 0
 * @param boxes top, left, bottom, right of each true region of interest as fractions of the image;
 *     empty where none is known
 * @param proxy what a method sees of the image before it chooses where to look
 */
public record LabelledScene(Scene scene, int label, float[][] boxes, Proxy proxy) {

  /** Takes the image's area average for its proxy. */
  public LabelledScene(Scene scene, int label, float[][] boxes) {
    this(scene, label, boxes, scene::renderView);
  }
}
