package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.testing.OptionRecords;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import io.ats.experiments.yaml.ConfigNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepNeedTest {

  private static final Resolver RESOLVER = Main.injector(List.of()).getInstance(Resolver.class);

  /** One patch an image, of which the encoder's last map is one value per channel. */
  private static Assembly onePatch(String training) {
    return new Assembly(
        RESOLVER.resolve(
            ConfigNode.parse(
                """
                dataset: {name: megapixel-mnist, height: 112, width: 112, train: 8, validation: 2, test: 2, noise: 2, view-scale: 0.25}
                selector: {name: uniform, patches: 1, patch-size: 32}
                encoder: {name: resnet18, width: 0.0625}
                aggregator: {name: mean}
                training: {batch-size: 8, %s}
                """
                    .formatted(training),
                "test")));
  }

  @Test
  void theMostImagesThatFitAreNoMoreThanAsked() {
    StepNeed need = new StepNeed(500, 100, 0, 1, 1);
    assertThat(need.mb(5)).isEqualTo(1000);
    assertThat(need.most(1000, 5)).isEqualTo(5);
    assertThat(need.most(999, 5)).isEqualTo(4);
    assertThat(need.most(5000, 5)).isEqualTo(5);
    assertThat(need.most(599, 5)).isZero();
    assertThat(need.most(100, 5)).isZero();
    assertThat(new StepNeed(Double.NaN, 100, 0, 1, 1).most(100, 5)).isZero();
  }

  @Test
  void aChunkCountsByItsImagesUpToAllOfThem() {
    StepNeed need = new StepNeed(500, 10, 400, 4, 1);
    assertThat(need.mb(1)).isEqualTo(610);
    assertThat(need.mb(4)).isEqualTo(940);
    assertThat(need.mb(10)).isEqualTo(1000);
    assertThat(need.most(999, 20)).isEqualTo(9);
    assertThat(need.most(720, 20)).isEqualTo(2);
  }

  @Test
  void aStepHasTwoImagesUnlessTheTrialHasOne() {
    TrainingConfig eight = OptionRecords.with(TrainingConfig.DEFAULTS, Map.of("batchSize", 8));
    assertThat(TrialStep.images(eight, 0)).isEqualTo(2);
    assertThat(TrialStep.images(eight, 5)).isEqualTo(5);
    assertThat(TrialStep.images(eight, 9)).isEqualTo(8);
    TrainingConfig one = OptionRecords.with(TrainingConfig.DEFAULTS, Map.of("microBatch", 1));
    assertThat(TrialStep.images(one, 5)).isEqualTo(1);
  }

  @Test
  void batchNormalisationOfOnePatchAnImageIsMeasured() {
    StepNeed need = StepNeed.measure(onePatch("epochs: 1"));
    assertThat(need.secondsPerImage()).isPositive();
    assertThat(TrialTime.expected(onePatch("epochs: 1"), Device.cpu(), 1)).isPositive();
  }

  @Test
  void theStepIsAugmentedAsTheTrials() {
    float plain = loss("jitter: 0");
    assertThat(loss("jitter: 0")).isEqualTo(plain);
    assertThat(loss("bias: 1")).isFinite().isNotEqualTo(plain);
  }

  private static float loss(String augmentation) {
    Assembly assembly = onePatch("augmentation: {" + augmentation + "}");
    try (Learner learner = assembly.learner(Device.cpu());
        NDManager own = learner.manager().newSubManager()) {
      return new TrialStep(assembly, assembly.open(), learner).run(own, 4);
    }
  }
}
