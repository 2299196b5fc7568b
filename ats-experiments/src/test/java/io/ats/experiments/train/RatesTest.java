package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.RecordBinder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {

  /** Of ten epochs. */
  private static double factor(String yaml, double epoch) {
    return Rates.factor(config(yaml), epoch / 10, epoch);
  }

  private static TrainingConfig config(String yaml) {
    return RecordBinder.bind(ConfigNode.parse(yaml, "test"), TrainingConfig.DEFAULTS, "training");
  }

  @Test
  void schedulesFollowTheirFormulas() {
    assertThat(factor("{epochs: 10}", 7)).isEqualTo(1);
    String cosine = "{epochs: 10, schedule: cosine}";
    assertThat(factor(cosine, 0)).isEqualTo(1);
    assertThat(factor(cosine, 5)).isCloseTo(0.5, within(1e-12));
    assertThat(factor(cosine, 10)).isCloseTo(0, within(1e-12));
    String step = "{epochs: 10, schedule: step, milestones: [3, 4.5, 9], step-factor: 0.5}";
    assertThat(factor(step, 2.9)).isEqualTo(1);
    assertThat(factor(step, 3)).isEqualTo(0.5);
    assertThat(factor(step, 4.4)).isEqualTo(0.5);
    assertThat(factor(step, 4.5)).isEqualTo(0.25);
    assertThat(factor(step, 9.5)).isEqualTo(0.125);
  }

  @Test
  void milestonesAndTheStepScheduleComeTogether() {
    assertThatThrownBy(() -> factor("{schedule: step}", 0))
        .hasMessageContaining("milestones [] and schedule step do not fit");
    assertThatThrownBy(() -> factor("{milestones: [3]}", 0))
        .hasMessageContaining("milestones [3.0] and schedule constant do not fit");
  }

  @Test
  void warmUpRisesToTheFullRate() {
    String warm = "{epochs: 10, warmup: 0.4}";
    assertThat(factor(warm, 0)).isPositive().isLessThan(0.01);
    assertThat(factor(warm, 2)).isEqualTo(0.5);
    assertThat(factor(warm, 4)).isEqualTo(1);
    assertThat(factor("{epochs: 10, warmup: 1e-9}", 0)).isEqualTo(1);
    String both = "{epochs: 10, warmup: 0.4, schedule: cosine}";
    assertThat(factor(both, 2)).isEqualTo(0.5);
    assertThat(factor(both, 4)).isEqualTo(1);
    assertThat(factor(both, 7)).isCloseTo(0.5, within(1e-12));
  }

  /** 100 images in batches of 16 are 6 steps an epoch. */
  @Test
  void theLengthIsEpochsOrSteps() {
    TrainingConfig inEpochs = config("{epochs: 10}");
    assertThat(inEpochs.steps(100)).isEqualTo(60);
    assertThat(inEpochs.epochs(100)).isEqualTo(10);
    TrainingConfig inSteps = config("{epochs: 0, steps: 20}");
    assertThat(inSteps.steps(100)).isEqualTo(20);
    assertThat(inSteps.epochs(100)).isEqualTo(4);
    assertThat(inSteps.epochs(160)).isEqualTo(2);
    assertThat(inSteps.epochs(320)).isEqualTo(1);
    assertThat(inSteps.stepsPerEpoch(3)).isEqualTo(1);
    assertThat(config("{epochs: 2000000000}").steps(100)).isEqualTo(12_000_000_000L);
    for (String wrong : List.of("{epochs: 0}", "{steps: 20}")) {
      assertThatThrownBy(() -> config(wrong))
          .hasMessageContaining("epochs and steps: one of them must be 0, got ");
    }
  }
}
