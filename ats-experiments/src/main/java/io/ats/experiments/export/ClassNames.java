package io.ats.experiments.export;

import io.ats.core.data.Task;
import java.util.List;

/**
 * What the logits stand for: {@code classes.json}.
 *
 * @param task the task's name
 * @param classes the classes' names, one a logit
 * @param multiLabel whether an image has any number of classes; then a logit above 0 predicts one,
 *     else the largest does
 * @param parts of a joint task the tasks whose logits lie side by side, in order; otherwise empty
 */
record ClassNames(String task, List<String> classes, boolean multiLabel, List<ClassNames> parts) {

  static ClassNames of(Task task) {
    return new ClassNames(
        task.name(),
        task.classNames(),
        task.multiLabel(),
        task.parts().stream().map(ClassNames::of).toList());
  }
}
