package io.ats.core;

import java.util.List;

/**
 * What is to be predicted of an image.
 *
 * @param name the task's name, such as {@code majority}
 * @param classes the number of classes; of a joint task the sum of its parts', a logit each
 * @param multiLabel of a task that is not joint; false: one class an image, labels {@code (B)}
 *     int64; true: any number of classes, labels {@code (B,classes)} float32 of 0 and 1
 * @param parts of a joint task, at least two tasks learned together, whose logits stand side by
 *     side; its labels are {@code (B,L)} float32, for each part in turn one column that holds the
 *     class, or where the part is multi-label a column a class. Else empty
 */
public record Task(String name, int classes, boolean multiLabel, List<Task> parts) {

  /** Creates a task that is not joint. */
  public Task(String name, int classes, boolean multiLabel) {
    this(name, classes, multiLabel, List.of());
  }

  /** Creates a joint task. */
  public static Task joint(String name, List<Task> parts) {
    return new Task(name, parts.stream().mapToInt(Task::classes).sum(), false, parts);
  }

  /** Checks that there are at least two classes, and that the parts, if any, make a joint task. */
  public Task {
    parts = List.copyOf(parts);
    if (classes < 2) {
      throw new IllegalArgumentException(
          "task " + name + " needs at least 2 classes, got " + classes);
    }
    if (parts.size() == 1 || parts.stream().anyMatch(Task::isJoint)) {
      throw new IllegalArgumentException(
          "joint task " + name + " needs at least 2 parts, none of them joint, got " + parts);
    }
    if (parts.stream().map(Task::name).distinct().count() < parts.size()) {
      throw new IllegalArgumentException(
          "parts of joint task " + name + " need names of their own, got " + parts);
    }
    int sum = parts.stream().mapToInt(Task::classes).sum();
    if (!parts.isEmpty() && (classes != sum || multiLabel)) {
      throw new IllegalArgumentException(
          "joint task " + name + " is not multi-label and has its parts' classes; use Task.joint");
    }
  }

  /** Returns the tasks that are answered: its parts, or itself alone where it is not joint. */
  public List<Task> singles() {
    return isJoint() ? parts : List.of(this);
  }

  /** Returns whether it has parts. */
  public boolean isJoint() {
    return !parts.isEmpty();
  }

  /** Returns how many values a label has. */
  public int labelSize() {
    if (isJoint()) {
      return parts.stream().mapToInt(Task::labelSize).sum();
    }
    return multiLabel ? classes : 1;
  }
}
