package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.objective.Answer;
import io.ats.experiments.results.Predictions;
import io.ats.experiments.results.TaskPredictions;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectedTest {

  private static final Task SINGLE = new Task("single", List.of("a", "b", "c"), false);
  private static final Task SEVERAL = new Task("several", List.of("x", "y"), true);

  /** Four test images without pixels. */
  private record Named(Task task) implements Dataset {

    @Override
    public ImageSpec image() {
      throw new AssertionError();
    }

    @Override
    public int size(Split split) {
      return 4;
    }

    @Override
    public String origin() {
      throw new AssertionError();
    }

    @Override
    public String checksum() {
      throw new AssertionError();
    }

    @Override
    public Batch batch(NDManager manager, Split split, int... indices) {
      throw new AssertionError();
    }
  }

  @Test
  void eachPartHasItsLabelsPredictionsAndProbabilities() {
    Task joint = Task.joint("joint", List.of(SINGLE, SEVERAL));
    Collected collected = new Collected(joint);
    float[] logits = {
      0, (float) Math.log(2), 0, 1, -1, //
      2, 3, 3, 0, 0.5f, // a tie, and a logit of 0, which is no more than ½
      900, -900, 0, -900, 900,
      1, 1, 1, 2, 2
    };
    float[] labels = {1, 1, 0, 2, 0, 1, 0, 0, 0, 0, 1, 1};
    double right = 0;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray z = manager.create(logits, new Shape(4, 5));
      NDArray y = manager.create(labels, new Shape(4, 3));
      collected.add(Answer.of(joint, z.get("0:3"), y.get("0:3")));
      collected.add(Answer.of(joint, z.get("3:4"), y.get("3:4")));
      right = Answer.correct(joint, z, y).mean().getFloat();
    }
    Predictions predictions = collected.predictions(new Named(joint), Split.TEST);
    assertThat(predictions.images())
        .containsExactly("test-000000", "test-000001", "test-000002", "test-000003");
    TaskPredictions single = predictions.tasks().get(0);
    assertThat(single.part()).isEqualTo("single");
    assertThat(single.classes()).containsExactly("a", "b", "c");
    assertThat(single.labels()).isDeepEqualTo(new int[][] {{1}, {2}, {0}, {0}});
    assertThat(single.predicted())
        .as("of equal ones the first")
        .isDeepEqualTo(new int[][] {{1}, {1}, {0}, {0}});
    assertThat(single.probabilities()[0]).containsExactly(0.25f, 0.5f, 0.25f);
    assertThat(single.probabilities()[2]).containsExactly(1, 0, 0);
    TaskPredictions several = predictions.tasks().get(1);
    assertThat(several.multiLabel()).isTrue();
    assertThat(several.labels()).isDeepEqualTo(new int[][] {{0}, {1}, {}, {0, 1}});
    assertThat(several.predicted()).isDeepEqualTo(new int[][] {{0}, {1}, {1}, {0, 1}});
    assertThat(several.probabilities()[0][0]).isCloseTo(0.7310586f, within(1e-6f));
    assertThat(several.probabilities()[2]).containsExactly(0, 1);
    assertThat(several.probabilities()[1][0]).isEqualTo(0.5f);
    assertThat(predictions.accuracy()).isEqualTo((3 / 4.0 + 3 / 4.0) / 2).isEqualTo(right);
  }

  @Test
  void aTaskThatIsNotJointHasNoPartsName() {
    Collected collected = new Collected(SEVERAL);
    assertThat(collected.predictions(new Named(SEVERAL), Split.TEST).tasks())
        .extracting(TaskPredictions::part)
        .containsExactly("");
  }
}
