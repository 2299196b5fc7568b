package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.PatchClassifier;
import io.ats.core.Selection;
import io.ats.core.aggregators.Mean;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Split;
import io.ats.core.encoders.LeNet;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.cluttered.ClutteredMnistOptions;
import io.ats.datasets.cluttered.ClutteredTask;
import io.ats.datasets.scene.ImageOptions;
import io.ats.experiments.config.TrainingConfig;
import io.ats.saccade.transformer.LearnedCropOptions;
import io.ats.saccade.variational.SaccadeOptions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A learner, which draws initial values anew, leaves the first crops centred, large, not black. The
 * saccade's own transform is drawn around such a crop: {@code LatentTransformTest}.
 */
class FirstCropsTest {

  private static final ClutteredMnistOptions IMAGES =
      new ClutteredMnistOptions(
          ClutteredTask.SINGLE, new ImageOptions(48, 60, 8, 1, 1, 0.25), 28, 4, 8, 0, "");

  static Stream<Arguments> selectors() {
    SaccadeOptions learned =
        OptionRecords.with(SaccadeOptions.DEFAULTS, Map.of("latentIsTransform", false));
    return Stream.of(LearnedCropOptions.DEFAULTS, learned)
        .flatMap(each -> Stream.of(Arguments.of(each, 0.0), Arguments.of(each, 0.5)));
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void firstCropsAreCentredLargeAndNotBlack(SelectorSpec defaults, double shrink) {
    SelectorSpec options =
        OptionRecords.with(defaults, Map.of("patchSize", 16, "shrink", shrink, "initialCrop", 0.9));
    Dataset dataset = IMAGES.open(1);
    try (Learner learner = learner(options, dataset);
        NDManager own = learner.manager().newSubManager()) {
      Batch batch = dataset.batch(own, Split.TRAIN, 0, 1, 2, 3, 4, 5, 6, 7);
      Selection first = learner.step(batch.views(), batch.labels(), 0, 1).prediction().selection();
      double side = 0.9 * (shrink > 0 ? 1 : 0.5); // of the image; max-image-fraction is 0.5
      float[] regions = first.regions().toFloatArray();
      for (int i = 0; i < regions.length; i += 2) {
        boolean firstEdge = i % 4 == 0;
        double expected = 0.5 + (firstEdge ? -1 : 1) * side / 2;
        assertThat((double) regions[i]).isCloseTo(expected, within(1e-6));
        assertThat((double) regions[i + 1]).isCloseTo(expected, within(1e-6));
      }
      NDArray brightest = first.patches().max(new int[] {4}).max(new int[] {3}); // (B,K,C)
      assertThat(brightest.mean().getFloat()).as("brightest pixels").isGreaterThan(0.5f);
      assertThat(moved(learner)).as("the first step's update of where to look").isPositive();
    }
  }

  /** Returns how far the localisation is from its first value. */
  private static double moved(Learner learner) {
    return learner.values().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("projection"))
        .mapToDouble(entry -> entry.getValue().abs().sum().getFloat())
        .sum();
  }

  private static Learner learner(SelectorSpec options, Dataset dataset) {
    return new Learner(
        new PatchClassifier(
            options.create(dataset.image()),
            new LeNet(4, 1, 1).create(),
            new Mean().create(dataset.task()),
            dataset.task().classes()),
        InputTransform.NONE,
        new Objective(dataset.task(), ObjectiveOptions.DEFAULTS),
        TrainingConfig.DEFAULTS,
        dataset.image(),
        options.patches(dataset.image()),
        options.patchSize(dataset.image()),
        NDManager.newBaseManager(Device.cpu()),
        1);
  }
}
