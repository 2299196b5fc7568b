package io.ats.datasets.scene;

import io.ats.core.source.Scene;

/**
 * An image of a dataset.
 *
 * @param scene the image
 * @param label the values of the task's label: a class, from 0; for a multi-label task 0 or 1 for
 *     each class; for a joint task the labels of its parts, one after the other
 * @param boxes top, left, bottom, right of each true region of interest as fractions of the image;
 *     empty where none is known
 * @param proxy the low-resolution view, from which a method chooses where to look
 */
public record LabelledScene(Scene scene, float[] label, float[][] boxes, Proxy proxy) {

  /** Uses the area average as the view. */
  public LabelledScene(Scene scene, float[] label, float[][] boxes) {
    this(scene, label, boxes, scene::renderView);
  }

  /** Uses one class as the label. */
  public LabelledScene(Scene scene, int label, float[][] boxes, Proxy proxy) {
    this(scene, new float[] {label}, boxes, proxy);
  }

  /** Uses one class as the label, and the area average as the view. */
  public LabelledScene(Scene scene, int label, float[][] boxes) {
    this(scene, new float[] {label}, boxes);
  }
}
