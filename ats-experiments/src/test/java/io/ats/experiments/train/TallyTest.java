package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.data.Task;
import io.ats.core.objective.Answer;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Task SINGLE = new Task("single", 4, false);
  private static final Task SEVERAL = new Task("several", 2, true);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private void add(Task task, Tally tally, float[] logits, NDArray labels) {
    long images = labels.getShape().get(0);
    NDArray z = manager.create(logits, new Shape(images, logits.length / images));
    List<Answer> answers = Answer.of(task, z, labels);
    tally.addCorrect(answers);
    tally.addLabels(answers);
  }

  private static Metrics metrics(double accuracy, double majorityShare) {
    return Metrics.NONE.with(Metric.ACCURACY, accuracy).with(Metric.MAJORITY_SHARE, majorityShare);
  }

  @Test
  void aTaskThatIsNotJointHasNoParts() {
    Tally tally = new Tally(SINGLE);
    add(
        SINGLE,
        tally,
        new float[] {0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0},
        manager.create(new long[] {3, 1, 3}));
    add(SINGLE, tally, new float[] {1, 0, 0, 0}, manager.create(new long[] {3}));
    assertThat(tally.accuracy(4)).isCloseTo(2 / 4.0, within(1e-12));
    assertThat(tally.majorityShare(4)).isCloseTo(3 / 4.0, within(1e-12));
    assertThat(tally.parts(4)).isEmpty();
  }

  /** Of a multi-label task a combination is a label. */
  @Test
  void aJointTaskIsTheMeanOfItsParts() {
    Task joint = Task.joint("joint", List.of(SINGLE, SEVERAL));
    Tally tally = new Tally(joint);
    NDArray labels =
        manager.create(new float[] {3, 1, 0, 2, 1, 1, 0, 0, 1, 0, 0, 1}, new Shape(4, 3));
    float[] logits = {
      0, 0, 0, 1, 1, -1, // right; right
      0, 1, 0, 0, 1, -1, // wrong; wrong
      0, 1, 0, 0, -2, 3, // wrong; right
      1, 0, 0, 0, -2, 3 // right; right
    };
    add(joint, tally, logits, labels);
    assertThat(tally.parts(4))
        .containsExactly(
            entry("single", metrics(2 / 4.0, 2 / 4.0)),
            entry("several", metrics(3 / 4.0, 2 / 4.0)));
    assertThat(tally.accuracy(4)).isCloseTo((2 + 3) / 8.0, within(1e-12));
    // single: 0 twice, 3 and 2 once; several: {1} twice, {0} and {0 1} once
    assertThat(tally.majorityShare(4)).isCloseTo((2 + 2) / 8.0, within(1e-12));
    add(joint, tally, new float[] {0, 0, 0, 1, -2, 3}, manager.create(new float[][] {{3, 0, 1}}));
    // single: 0 and 3 twice; several: {1} three times
    assertThat(tally.parts(5))
        .containsExactly(
            entry("single", metrics(3 / 5.0, 2 / 5.0)),
            entry("several", metrics(4 / 5.0, 3 / 5.0)));
    assertThat(tally.majorityShare(5)).isCloseTo((2 + 3) / 10.0, within(1e-12));
  }
}
