package io.ats.datasets.megapixel;

import io.ats.core.data.Task;
import io.ats.core.options.Options;
import io.ats.datasets.mnist.Digits;
import java.util.List;

/** What to predict of an image's digits. */
public enum MegapixelTask {
  /** The target class: that of most digits. */
  MAJORITY,
  /** The largest digit. */
  MAX,
  /** The topmost digit; of several in one row the first placed. */
  TOP,
  /** Which of the ten digits are present. */
  MULTI,
  /** The four others learned jointly, as in Bergner et al. 2023; the loss is their mean. */
  JOINT;

  /** Returns the tasks to predict: itself, or the four that are learned jointly. */
  List<MegapixelTask> parts() {
    return this == JOINT ? List.of(MAJORITY, MAX, TOP, MULTI) : List.of(this);
  }

  /** Returns it as a dataset's task. */
  Task task() {
    return this == JOINT
        ? Task.joint(Options.key(this), parts().stream().map(MegapixelTask::task).toList())
        : new Task(Options.key(this), Digits.CLASSES, this == MULTI);
  }
}
