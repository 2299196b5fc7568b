package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.ats.core.ImageSpec;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class MajorityShareTest {

  /** Only has labels. */
  private record Labels(Task task, float[]... labels) implements Dataset {

    @Override
    public ImageSpec image() {
      return new ImageSpec(1, 1, 1, 1, 1);
    }

    @Override
    public int size(Split split) {
      return labels.length;
    }

    @Override
    public float[] label(Split split, int index) {
      return labels[index];
    }

    @Override
    public String origin() {
      return "";
    }

    @Override
    public String checksum() {
      return "";
    }

    @Override
    public Batch batch(NDManager manager, Split split, int... indices) {
      throw new UnsupportedOperationException("no image needs to be read");
    }
  }

  private static final Task SINGLE = new Task("single", 3, false);
  private static final Task MULTI = new Task("multi", 2, true);

  private static double share(Task task, float[]... labels) {
    return MajorityShare.of(new Labels(task, labels), Split.TEST);
  }

  @Test
  void ofClassesItIsTheMostFrequentOnes() {
    assertThat(share(SINGLE, new float[] {2}, new float[] {0}, new float[] {2}, new float[] {1}))
        .isEqualTo(0.5);
    assertThat(share(SINGLE, new float[] {1})).isEqualTo(1);
  }

  @Test
  void ofSeveralLabelsItIsTheirMostFrequentSet() {
    assertThat(share(MULTI, new float[] {1, 0}, new float[] {1, 1}, new float[] {1, 0}))
        .isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void ofAJointTaskItIsTheMeanOfItsParts() {
    Task joint = Task.joint("joint", List.of(SINGLE, MULTI));
    double found =
        share(joint, new float[] {2, 1, 0}, new float[] {2, 1, 1}, new float[] {2, 0, 0});
    assertThat(found).isCloseTo((1 + 1.0 / 3) / 2, within(1e-12));
  }
}
