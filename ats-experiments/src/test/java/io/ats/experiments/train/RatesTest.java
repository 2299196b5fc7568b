package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.RecordBinder;
import org.junit.jupiter.api.Test;

class RatesTest {

  private static double factor(String yaml, double epoch) {
    TrainingConfig config =
        RecordBinder.bind(ConfigNode.parse(yaml, "test"), TrainingConfig.DEFAULTS, "training");
    return Rates.factor(config, epoch);
  }

  @Test
  void schedulesFollowTheirFormulas() {
    assertThat(factor("{epochs: 10}", 7)).isEqualTo(1);
    String cosine = "{epochs: 10, schedule: cosine}";
    assertThat(factor(cosine, 0)).isEqualTo(1);
    assertThat(factor(cosine, 5)).isCloseTo(0.5, within(1e-12));
    assertThat(factor(cosine, 10)).isCloseTo(0, within(1e-12));
    String step = "{epochs: 10, schedule: step, step-epochs: 3, step-factor: 0.5}";
    assertThat(factor(step, 2.9)).isEqualTo(1);
    assertThat(factor(step, 3)).isEqualTo(0.5);
    assertThat(factor(step, 9.5)).isEqualTo(0.125);
  }

  @Test
  void warmUpRisesToTheFullRate() {
    String warm = "{epochs: 10, warmup-epochs: 4}";
    assertThat(factor(warm, 0)).isPositive().isLessThan(0.01);
    assertThat(factor(warm, 2)).isEqualTo(0.5);
    assertThat(factor(warm, 4)).isEqualTo(1);
  }
}
