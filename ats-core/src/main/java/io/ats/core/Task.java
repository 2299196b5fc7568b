package io.ats.core;

/**
 * What is to be predicted of an image.
 *
 * @param name the task's name, such as {@code majority}
 * @param classes the number of classes
 * @param multiLabel false: one class an image, labels {@code (B)} int64; true: any number of
 *     classes, labels {@code (B,classes)} float32 of 0 and 1
 */
public record Task(String name, int classes, boolean multiLabel) {

  /** Checks that there are at least two classes. */
  public Task {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "task " + name + " needs at least 2 classes, got " + classes);
    }
  }
}
