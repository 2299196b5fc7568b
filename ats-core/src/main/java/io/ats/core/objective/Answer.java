package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import io.ats.core.data.Task;
import io.ats.core.math.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The logits and labels of {@code N} images in one task.
 *
 * @param task a task that is not joint
 * @param logits {@code (N,classes)}
 * @param labels {@code (N)} int64, or {@code (N,classes)} float32 where the task is multi-label
 */
public record Answer(Task task, NDArray logits, NDArray labels) {

  /**
   * Returns a task's logits and labels: one answer, or one per part of a joint task.
   *
   * @param logits {@code (N,classes)}
   * @param labels in the format of the task
   */
  public static List<Answer> of(Task task, NDArray logits, NDArray labels) {
    if (!task.isJoint()) {
      return List.of(new Answer(task, logits, labels));
    }
    List<Answer> answers = new ArrayList<>();
    int logit = 0;
    int label = 0;
    for (Task part : task.parts()) {
      NDArray own = columns(labels, label, part.labelSize());
      answers.add(
          new Answer(
              part,
              columns(logits, logit, part.classes()),
              part.multiLabel() ? own : own.squeeze(1).toType(DataType.INT64, false)));
      logit += part.classes();
      label += part.labelSize();
    }
    return answers;
  }

  private static NDArray columns(NDArray array, int first, int count) {
    return array.get(new NDIndex(":, {}:{}", first, first + count));
  }

  /**
   * Returns the share of a task's parts that is predicted right for each image, {@code (N)}
   * float32: 0 or 1 unless the task is joint ({@link #correct()}).
   *
   * @param logits {@code (N,classes)}
   * @param labels as the task has them
   */
  public static NDArray correct(Task task, NDArray logits, NDArray labels) {
    return mean(Answer::correct, task, logits, labels);
  }

  /**
   * Returns how sure logits are, {@code (N)} in [0,1]: the largest probability; multi-label: the
   * mean over classes of the larger of {@code p} and {@code 1 − p}; of a joint task, the mean over
   * its parts.
   *
   * @param logits {@code (N,classes)}
   */
  public static NDArray confidence(Task task, NDArray logits) {
    NDList each = new NDList();
    int first = 0;
    for (Task part : task.singles()) {
      NDArray own = task.isJoint() ? columns(logits, first, part.classes()) : logits;
      first += part.classes();
      each.add(
          part.multiLabel()
              ? Activation.sigmoid(own.abs()).mean(new int[] {1})
              : own.softmax(1).max(new int[] {1}));
    }
    return NDArrays.stack(each).mean(new int[] {0});
  }

  /** Returns {@code each} of the task, {@code (N)}; of a joint task the mean over its parts. */
  static NDArray mean(Function<Answer, NDArray> each, Task task, NDArray logits, NDArray labels) {
    List<NDArray> found = of(task, logits, labels).stream().map(each).toList();
    return found.size() == 1 ? found.get(0) : NDArrays.stack(new NDList(found)).mean(new int[] {0});
  }

  /**
   * Returns each image's loss, {@code (N)}: the cross-entropy; multi-label: the mean over classes
   * of the binary cross-entropies.
   */
  public NDArray losses() {
    if (task.multiLabel()) {
      // max(z,0) − z·y + log(1 + exp(−|z|)), finite for every z
      NDArray softplus = Scalars.plus(logits.abs().neg().exp(), 1).log();
      return Scalars.atLeast(logits, 0).sub(logits.mul(labels)).add(softplus).mean(new int[] {1});
    }
    return logits.logSoftmax(1).gather(labels.expandDims(1), 1).squeeze(1).neg();
  }

  /**
   * Returns 1 for each image predicted correctly, else 0, {@code (N)} float32: the largest logit is
   * the label's; multi-label: every class is on the correct side of ½ (subset accuracy).
   */
  public NDArray correct() {
    if (task.multiLabel()) {
      NDArray agree = Scalars.greater(logits, 0).toType(DataType.FLOAT32, false).eq(labels);
      return agree.toType(DataType.FLOAT32, false).min(new int[] {1});
    }
    return logits.argMax(1).eq(labels).toType(DataType.FLOAT32, false);
  }
}
