package io.ats.core.data;

import java.util.List;

/**
 * A classification task.
 *
 * @param name the task's name, such as {@code majority}
 * @param classes the number of classes, one logit each; for a joint task, the sum over its parts
 * @param multiLabel for a task that is not joint; false: one class per image, labels {@code (B)}
 *     int64; true: any number of classes per image, labels {@code (B,classes)} float32, 0 or 1
 * @param parts for a joint task, the tasks learned together, at least two, with their logits side
 *     by side; labels are {@code (B,L)} float32: for each part in turn, one column with the class
 *     or, if the part is multi-label, one column per class. Empty otherwise
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

  /** Checks that there are at least two classes, and that any parts form a joint task. */
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
          "parts of joint task " + name + " need distinct names, got " + parts);
    }
    int sum = parts.stream().mapToInt(Task::classes).sum();
    if (!parts.isEmpty() && (classes != sum || multiLabel)) {
      throw new IllegalArgumentException(
          "joint task "
              + name
              + " must not be multi-label and must have its parts' classes; use Task.joint");
    }
  }

  /** Returns its parts, or itself alone if it is not joint. */
  public List<Task> singles() {
    return isJoint() ? parts : List.of(this);
  }

  /** Returns whether it has parts. */
  public boolean isJoint() {
    return !parts.isEmpty();
  }

  /** Returns the number of values in a label. */
  public int labelSize() {
    if (isJoint()) {
      return parts.stream().mapToInt(Task::labelSize).sum();
    }
    return multiLabel ? classes : 1;
  }
}
