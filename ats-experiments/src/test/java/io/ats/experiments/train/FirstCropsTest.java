package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Batch;
import io.ats.core.Dataset;
import io.ats.core.Selection;
import io.ats.core.Split;
import io.ats.core.aggregators.MeanFactory;
import io.ats.core.aggregators.NoOptions;
import io.ats.core.encoders.LeNetFactory;
import io.ats.core.encoders.LeNetOptions;
import io.ats.core.model.PatchClassifier;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.SelectorFactory;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.cluttered.ClutteredMnistFactory;
import io.ats.datasets.cluttered.ClutteredMnistOptions;
import io.ats.experiments.config.TrainingConfig;
import io.ats.saccade.transformer.LearnedCropFactory;
import io.ats.saccade.variational.SaccadeFactory;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A learner, which draws initial values anew, leaves the first crops centred, large, not black. */
class FirstCropsTest {

  private static final ClutteredMnistOptions IMAGES =
      new ClutteredMnistOptions(
          ClutteredMnistOptions.Task.SINGLE, 48, 60, 8, 1, 1, 28, 4, 8, 0.25, 0, "");

  static Stream<Arguments> selectors() {
    return Stream.of(new LearnedCropFactory(), new SaccadeFactory())
        .flatMap(factory -> Stream.of(Arguments.of(factory, 0.0), Arguments.of(factory, 0.5)));
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void firstCropsAreCentredLargeAndNotBlack(SelectorFactory<Record> factory, double shrink) {
    Record options =
        OptionRecords.with(
            factory.defaults(), Map.of("patchSize", 16, "shrink", shrink, "initialCrop", 0.9));
    Dataset dataset = new ClutteredMnistFactory().open(IMAGES, 1);
    try (Learner learner = learner(factory, options, dataset);
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

  private static Learner learner(SelectorFactory<Record> factory, Record options, Dataset dataset) {
    return new Learner(
        new PatchClassifier(
            factory.create(options, dataset.image()),
            new LeNetFactory().create(new LeNetOptions(4, 1, 1)),
            new MeanFactory().create(new NoOptions()),
            dataset.task().classes()),
        new Objective(dataset.task(), ObjectiveOptions.DEFAULTS),
        TrainingConfig.DEFAULTS,
        dataset.image(),
        factory.patches(options, dataset.image()),
        factory.patchSize(options, dataset.image()),
        NDManager.newBaseManager(Device.cpu()),
        1);
  }
}
