package io.ats.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  private static Map<Long, Double> bySeed(double... values) {
    Map<Long, Double> all = new LinkedHashMap<>();
    LongStream.range(0, values.length).forEach(seed -> all.put(seed, values[(int) seed]));
    return all;
  }

  @Test
  void summarisesByHand() {
    // Mean 4; squares 9 + 4 + 1 + 36 = 50 over 3; median 2.5; deviations 1.5, 0.5, 0.5, 7.5.
    Summary summary = Summary.of(DoubleStream.of(1, 2, 3, 10, Double.NaN));
    assertThat(summary.count()).isEqualTo(4);
    assertThat(summary.mean()).isCloseTo(4, within(1e-12));
    assertThat(summary.sd()).isCloseTo(Math.sqrt(50 / 3.0), within(1e-12));
    assertThat(summary.median()).isCloseTo(2.5, within(1e-12));
    assertThat(summary.mad()).isCloseTo(1.0, within(1e-12));
  }

  @Test
  void hasNoDeviationOfOneNumberAndNothingOfNone() {
    assertThat(Summary.of(DoubleStream.of(7)))
        .isEqualTo(new Summary(7, Double.NaN, 7, Double.NaN, 1));
    assertThat(Summary.of(DoubleStream.of(Double.NaN)))
        .isEqualTo(new Summary(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0));
  }

  /** All 3³ resamples of three seeds, each as likely, listed instead of drawn. */
  @Test
  void intervalIsThatOfEveryResample() {
    double[] difference = {0.01, 0.05, 0.12};
    List<Double> means = new ArrayList<>();
    for (double a : difference) {
      for (double b : difference) {
        for (double c : difference) {
          means.add((a + b + c) / 3);
        }
      }
    }
    Collections.sort(means);
    PairedBootstrap found = PairedBootstrap.of(bySeed(0.31, 0.55, 0.92), bySeed(0.3, 0.5, 0.8));
    assertThat(found.seeds()).isEqualTo(3);
    assertThat(found.mean()).isCloseTo(0.06, within(1e-12));
    // 1/27 of the resamples is the smallest and 1/27 the largest: more than 2.5 % each.
    assertThat(found.low()).isCloseTo(means.get(0), within(1e-12)).isCloseTo(0.01, within(1e-12));
    assertThat(found.high()).isCloseTo(means.get(26), within(1e-12)).isCloseTo(0.12, within(1e-12));
  }

  /** Of many seeds the mean is near normal: the interval is that of ± 1.96 standard errors. */
  @Test
  void intervalOfManySeedsIsTheNormalOne() {
    double[] a = new double[400];
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.sin(i * 12.9898) * 0.1 + 0.02;
    }
    Summary of = Summary.of(DoubleStream.of(a));
    PairedBootstrap found = PairedBootstrap.of(bySeed(a), bySeed(new double[400]));
    double error = 1.96 * of.sd() / 20;
    assertThat(found.low()).isCloseTo(of.mean() - error, within(0.1 * error));
    assertThat(found.high()).isCloseTo(of.mean() + error, within(0.1 * error));
  }

  @Test
  void pairsBySeedAndGivesTheSameEveryTime() {
    Map<Long, Double> a = Map.of(0L, 0.5, 1L, 0.7, 2L, 0.9);
    Map<Long, Double> b = Map.of(2L, 0.8, 1L, 0.5, 7L, 0.1);
    PairedBootstrap found = PairedBootstrap.of(a, b);
    assertThat(found.seeds()).isEqualTo(2);
    assertThat(found.mean()).isCloseTo(0.15, within(1e-12));
    assertThat(PairedBootstrap.of(a, b)).isEqualTo(found);
    PairedBootstrap other = PairedBootstrap.of(b, a);
    assertThat(other.low()).isCloseTo(-found.high(), within(1e-12));
    assertThat(other.high()).isCloseTo(-found.low(), within(1e-12));
  }

  /**
   * What both seeds gain alike cancels: the interval is a point although the seeds are far apart.
   */
  @Test
  void whatASeedDoesToBothCancels() {
    PairedBootstrap found = PairedBootstrap.of(bySeed(0.3, 0.6, 0.9), bySeed(0.2, 0.5, 0.8));
    assertThat(found.high() - found.low()).isCloseTo(0, within(1e-12));
    assertThat(found.mean()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void hasNoIntervalOfOneSeed() {
    assertThat(PairedBootstrap.of(bySeed(0.5, Double.NaN), bySeed(0.25, 0.5)))
        .isEqualTo(new PairedBootstrap(0.25, Double.NaN, Double.NaN, 1));
    assertThat(PairedBootstrap.of(bySeed(), bySeed(1)).seeds()).isZero();
  }

  @Test
  void chanceIsWhatAGuessReachesByLuck() {
    // P(X ≥ 9) of Binomial(10, ½) is 11/1024, P(X ≥ 8) is 56/1024.
    assertThat(Chance.reaches(0.9, 10, 0.5)).isFalse();
    assertThat(Chance.reaches(0.8, 10, 0.5)).isTrue();
    assertThat(Chance.reaches(0.114, 500, 0.12)).isTrue();
    assertThat(Chance.reaches(0.2, 500, 0.12)).isFalse();
    assertThat(Chance.reaches(0, 500, 0.12)).isTrue();
    assertThat(Chance.reaches(1, 500, 0.12)).isFalse();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(Chance.isKnown(0.5, 0, 0.1)).isFalse();
    assertThat(Chance.isKnown(Double.NaN, 10, 0.1)).isFalse();
    assertThat(Chance.isKnown(0.5, 10, Double.NaN)).isFalse();
    assertThatThrownBy(() -> Chance.reaches(Double.NaN, 10, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "accuracy and majority share must be in [0,1] and images at least 1, got NaN, 0.1 and 10");
  }
}
