package io.ats.datasets.folder;

import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes that images' labels make, and an image's label as numbers. */
final class Classes {

  private Classes() {}

  /**
   * Returns the task.
   *
   * @param skipped images that are not used; their classes are classes all the same
   * @throws OptionException if there are fewer than two classes, or a class has no training image
   */
  static Task of(ImageFolderOptions options, List<IndexedFile> files, List<IndexedFile> skipped) {
    if (options.labels() == LabelKind.COUNT) {
      int most =
          Stream.concat(files.stream(), skipped.stream())
              .mapToInt(file -> Integer.parseInt(file.file().labels().get(0)))
              .max()
              .orElse(0);
      return new Task("count", Task.numbers(0, Math.max(1, most)), false);
    }
    TreeSet<String> all = new TreeSet<>();
    TreeSet<String> trained = new TreeSet<>();
    skipped.forEach(file -> all.addAll(file.file().labels()));
    for (IndexedFile file : files) {
      all.addAll(file.file().labels());
      if (file.file().split() == Split.TRAIN) {
        trained.addAll(file.file().labels());
      }
    }
    if (all.size() < 2) {
      throw new OptionException(
          "path: expected at least 2 classes, found %s; each folder of images is a class"
              .formatted(all));
    }
    if (!trained.equals(all)) {
      all.removeAll(trained);
      throw new OptionException(
          "path: no training image is of class '%s'%s; add some, or remove the class from the other splits"
              .formatted(
                  all.first(), all.size() == 1 ? "" : " (nor of " + (all.size() - 1) + " more)"));
    }
    boolean several = options.labels() == LabelKind.SEVERAL;
    return new Task(several ? "labels" : "classes", List.copyOf(all), several);
  }

  /** Returns an image's label as the task has it. */
  static float[] label(ImageFolderOptions options, Task task, FolderFile file) {
    if (options.labels() == LabelKind.COUNT) {
      return new float[] {Integer.parseInt(file.labels().get(0))};
    }
    if (!task.multiLabel()) {
      return new float[] {task.classNames().indexOf(file.labels().get(0))};
    }
    float[] label = new float[task.classes()];
    file.labels().forEach(name -> label[task.classNames().indexOf(name)] = 1);
    return label;
  }
}
