package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Task;
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

  private void add(Tally tally, float[] logits, NDArray labels) {
    long images = labels.getShape().get(0);
    NDArray z = manager.create(logits, new Shape(images, logits.length / images));
    tally.addCorrect(z, labels);
    tally.addLabels(z, labels);
  }

  @Test
  void aTaskThatIsNotJointHasNoParts() {
    Tally tally = new Tally(SINGLE);
    add(
        tally,
        new float[] {0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0},
        manager.create(new long[] {3, 1, 3}));
    add(tally, new float[] {1, 0, 0, 0}, manager.create(new long[] {3}));
    assertThat(tally.accuracy(4)).isCloseTo(2 / 4.0, within(1e-12));
    assertThat(tally.majorityShare(4)).isCloseTo(3 / 4.0, within(1e-12));
    assertThat(tally.partAccuracies(4)).isEmpty();
  }

  /** Of a multi-label task a combination is a label. */
  @Test
  void aJointTaskIsTheMeanOfItsParts() {
    Tally tally = new Tally(Task.joint("joint", List.of(SINGLE, SEVERAL)));
    NDArray labels = manager.create(new float[] {3, 1, 0, 1, 1, 1, 0, 1, 0}, new Shape(3, 3));
    add(tally, new float[] {0, 0, 0, 1, 1, -1, 0, 1, 0, 0, 1, -1, 0, 1, 0, 0, 2, -1}, labels);
    assertThat(tally.partAccuracies(3))
        .containsExactly(entry("single", 2 / 3.0), entry("several", 2 / 3.0));
    assertThat(tally.accuracy(3)).isCloseTo(2 / 3.0, within(1e-12));
    // single: 3, 1, 0, each once; several: {0} twice, {0,1} once
    assertThat(tally.majorityShare(3)).isCloseTo((1 / 3.0 + 2 / 3.0) / 2, within(1e-12));
  }
}
