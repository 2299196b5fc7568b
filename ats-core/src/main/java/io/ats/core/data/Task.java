package io.ats.core.data;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A classification task.
 *
 * @param name the task's name, such as {@code majority}
 * @param classNames the classes' names, one logit each, as tables and pictures show them; for a
 *     joint task, those of its parts one after another
 * @param multiLabel for a task that is not joint; false: one class per image, labels {@code (B)}
 *     int64; true: any number of classes per image, labels {@code (B,classes)} float32, 0 or 1
 * @param parts for a joint task, the tasks learned together, at least two, with their logits side
 *     by side; labels are {@code (B,L)} float32: for each part in turn, one column with the class
 *     or, if the part is multi-label, one column per class. Empty otherwise
 */
public record Task(String name, List<String> classNames, boolean multiLabel, List<Task> parts) {

  /** Stands between the names of an image's classes, in a task with any number of them. */
  public static final String BETWEEN = "|";

  /** Creates a task that is not joint, with named classes. */
  public Task(String name, List<String> classNames, boolean multiLabel) {
    this(name, classNames, multiLabel, List.of());
  }

  /** Creates a task that is not joint, with classes {@code 0} to {@code classes − 1}. */
  public Task(String name, int classes, boolean multiLabel) {
    this(name, numbers(0, classes - 1), multiLabel);
  }

  /** Creates a joint task. */
  public static Task joint(String name, List<Task> parts) {
    return new Task(name, names(parts), false, parts);
  }

  /** Returns the numbers from {@code first} to {@code last} as names. */
  public static List<String> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  private static List<String> names(List<Task> parts) {
    return parts.stream().flatMap(part -> part.classNames().stream()).toList();
  }

  /**
   * Checks that there are at least two classes with distinct names, and that any parts form a joint
   * task.
   */
  public Task {
    classNames = List.copyOf(classNames);
    parts = List.copyOf(parts);
    if (classNames.size() < 2) {
      throw new IllegalArgumentException(
          "task " + name + " needs at least 2 classes, got " + classNames.size());
    }
    if (parts.isEmpty()) {
      checkNames(name, classNames, multiLabel);
    }
    if (parts.size() == 1 || parts.stream().anyMatch(Task::isJoint)) {
      throw new IllegalArgumentException(
          "joint task " + name + " needs at least 2 parts, none of them joint, got " + parts);
    }
    if (parts.stream().map(Task::name).distinct().count() < parts.size()) {
      throw new IllegalArgumentException(
          "parts of joint task " + name + " need distinct names, got " + parts);
    }
    if (!parts.isEmpty() && (multiLabel || !classNames.equals(names(parts)))) {
      throw new IllegalArgumentException(
          "joint task "
              + name
              + " must not be multi-label and must have its parts' classes; use Task.joint");
    }
  }

  private static void checkNames(String task, List<String> names, boolean multiLabel) {
    HashSet<String> known = new HashSet<>();
    for (String name : names) {
      if (name.isBlank() || !known.add(name)) {
        throw new IllegalArgumentException(
            "classes of task " + task + " need distinct names that are not blank, got " + names);
      }
      if (multiLabel && name.contains(BETWEEN)) {
        throw new IllegalArgumentException(
            "task %s has several classes an image, thus none may have %s in its name, got '%s'"
                .formatted(task, BETWEEN, name));
      }
    }
  }

  /** Returns the number of classes; of a joint task, the sum over its parts. */
  public int classes() {
    return classNames.size();
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
    return multiLabel ? classes() : 1;
  }
}
