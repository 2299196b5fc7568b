package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.results.TrialResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sample trials have 200 test images, of which a guess is right on 22 %. */
class RankingTest {

  private final List<TrialResult> results = new ArrayList<>();

  private RankingTest with(String variant, double... accuracies) {
    for (int seed = 0; seed < accuracies.length; seed++) {
      results.add(SampleRun.ok(variant, "max", seed, accuracies[seed], 0.99));
    }
    return this;
  }

  private String text() {
    return Ranking.of(VariantRow.of(SampleRun.trials(results))).text();
  }

  @Test
  void namesMetricSeedsAndInterval() {
    assertThat(with("ats", 0.5, 0.6).with("uniform", 0.3, 0.4).text())
        .isEqualTo(
            "Highest test accuracy after the last epoch (mean ± standard deviation over 2 seeds): ats, 55.0 ± 7.1 %;"
                + " next uniform, 35.0 ± 7.1 % (difference 20.0 [20.0, 20.0], 95 % bootstrap interval over the"
                + " seeds).");
  }

  @Test
  void namesTies() {
    assertThat(with("ats", 0.5, 0.6).with("ips", 0.6, 0.48).with("uniform", 0.3, 0.3).text())
        .contains("ats, 55.0 ± 7.1 %; tied with ips, 54.0 ± 8.5 % (difference 1.0 [-10.0, 12.0]")
        .doesNotContain("uniform");
  }

  @Test
  void oneSeedHasNoInterval() {
    assertThat(with("ats", 0.5).with("uniform", 0.3).text())
        .isEqualTo(
            "Highest test accuracy after the last epoch (seed 0 alone, thus without an interval): ats, 50.0 %; next"
                + " uniform, 30.0 %.");
  }

  @Test
  void noneIsBestAtChance() {
    assertThat(with("ats", 0.24, 0.23).with("uniform", 0.2, 0.2).text())
        .isEqualTo(
            "No variant is called best: the highest test accuracy after the last epoch is that of ats, 23.5 ± 0.7 %, but of its"
                + " trials 2/2 are no better than chance.");
  }

  @Test
  void noneIsBestWithOtherSeeds() {
    assertThat(with("ats", 0.9, 0.9).with("uniform", 0.3).text())
        .isEqualTo(
            "No variant is called best: they do not have the same seeds (ats 2, uniform 1).");
  }

  @Test
  void oneVariantIsNotCompared() {
    assertThat(with("ats", 0.9, 0.9).text()).isEmpty();
  }
}
