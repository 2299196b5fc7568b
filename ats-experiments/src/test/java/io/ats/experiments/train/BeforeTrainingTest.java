package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchClassifier;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.aggregators.Mean;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Task;
import io.ats.core.encoders.LeNet;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.SelectorBlock;
import io.ats.core.selectors.Uniform;
import io.ats.core.selectors.UniformOptions;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.OptionRecords;
import io.ats.experiments.config.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A selector sees the first batch before the first step of a training, and never again. */
class BeforeTrainingTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 48, 48, 12, 12);
  private static final Task TASK = new Task("task", 3, false);

  private final List<String> calls = new ArrayList<>();

  /** Uniform patches, and a record of what was called. */
  private final class Recorded extends SelectorBlock {

    private final Uniform uniform =
        new Uniform(
            OptionRecords.with(UniformOptions.DEFAULTS, Map.of("patches", 2, "patchSize", 24)),
            IMAGE);

    @Override
    public void beforeTraining(Views views, Pass pass) {
      calls.add("before" + (pass.training() ? " training" : ""));
    }

    @Override
    public Selection select(Views views, Pass pass) {
      calls.add("select");
      return uniform.select(views, pass);
    }
  }

  private Learner learner() {
    return new Learner(
        new PatchClassifier(
            new Recorded(), new LeNet(4, 1, 1).create(), new Mean().create(TASK), TASK.classes()),
        InputTransform.NONE,
        new Objective(TASK, ObjectiveOptions.DEFAULTS),
        TrainingConfig.DEFAULTS,
        IMAGE,
        2,
        new int[] {24, 24},
        NDManager.newBaseManager(Device.cpu()),
        1);
  }

  private static void step(Learner learner) {
    try (NDManager own = learner.manager().newSubManager()) {
      TensorSource source = new TensorSource(own.ones(new Shape(2, 1, 48, 48)));
      NDArray labels = own.create(new long[] {0, 2});
      learner.step(new Views(source.view(own, 12, 12), source), labels, 0, 1);
    }
  }

  @Test
  void onceAndNotWhereTrainingIsResumed() {
    try (Learner first = learner();
        Learner resumed = learner()) {
      step(first);
      step(first);
      assertThat(calls).containsExactly("before", "select", "select");
      calls.clear();
      resumed.setMoments(first.moments(), first.steps());
      step(resumed);
      assertThat(calls).containsExactly("select");
    }
  }
}
