package io.ats.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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

  @Test
  void standardErrorIsTheDeviationOverTheRoot() {
    assertThat(Summary.of(DoubleStream.of(1, 2, 3, 10)).standardError())
        .isCloseTo(Math.sqrt(50 / 3.0) / 2, within(1e-12));
    assertThat(Summary.of(DoubleStream.of(7)).standardError()).isNaN();
  }

  /** Of many seeds the mean is near normal: the interval is that of ± 1.96 standard errors. */
  @Test
  void intervalOfManySeedsIsTheNormalOne() {
    double[] a = new double[400];
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.sin(i * 12.9898) * 0.1 + 0.02;
    }
    Summary of = Summary.of(DoubleStream.of(a));
    Estimate found = PairedDifference.of(bySeed(a), bySeed(new double[400])).mean();
    double error = 1.96 * of.standardError();
    assertThat(found.low()).isCloseTo(of.mean() - error, within(0.1 * error));
    assertThat(found.high()).isCloseTo(of.mean() + error, within(0.1 * error));
  }

  @Test
  void pairsBySeedInAnyOrder() {
    Map<Long, Double> a = new LinkedHashMap<>();
    Map<Long, Double> b = new LinkedHashMap<>();
    for (long seed : new long[] {5, 3, 1, 0, 4}) {
      a.put(seed, 0.5 + 0.07 * seed * seed);
      b.put(4 - seed, 0.31 * seed);
    }
    b.put(9L, 0.1);
    PairedDifference found = PairedDifference.of(a, b);
    assertThat(found.seeds()).as("5 and 9 have one number").isEqualTo(4);
    assertThat(PairedDifference.of(new TreeMap<>(a), new TreeMap<>(b))).isEqualTo(found);
    PairedDifference other = PairedDifference.of(b, a);
    assertThat(other.mean().low()).isCloseTo(-found.mean().high(), within(1e-12));
    assertThat(other.mean().high()).isCloseTo(-found.mean().low(), within(1e-12));
    assertThat(other.p()).isEqualTo(found.p());
  }

  /**
   * What both seeds gain alike cancels: the interval is a point although the seeds are far apart.
   */
  @Test
  void whatASeedDoesToBothCancels() {
    Estimate found = PairedDifference.of(bySeed(0.3, 0.6, 0.9), bySeed(0.2, 0.5, 0.8)).mean();
    assertThat(found.high() - found.low()).isCloseTo(0, within(1e-12));
    assertThat(found.value()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void hasNoIntervalOfOneSeed() {
    assertThat(PairedDifference.of(bySeed(0.5, Double.NaN), bySeed(0.25, 0.5)))
        .isEqualTo(new PairedDifference(new Estimate(0.25, Double.NaN, Double.NaN), 1, 1));
    PairedDifference none = PairedDifference.of(bySeed(), bySeed(1));
    assertThat(none.seeds()).isZero();
    assertThat(none.mean().value()).isNaN();
    assertThat(none.p()).isNaN();
  }

  /** 1 + 2 + 3: of the eight choices of signs +++ and −−− are as far from 0. */
  @Test
  void signFlipsAreCounted() {
    assertThat(SignFlipTest.p(new double[] {1, 2, 3})).isEqualTo(0.25);
    // |1 + 2 − 3| = 0: every choice is as far; of tenths too, but for rounding.
    assertThat(SignFlipTest.p(new double[] {0.1, 0.2, -0.3})).isEqualTo(1);
    assertThat(SignFlipTest.p(new double[] {0.1, 0.3, -0.4})).isEqualTo(1);
    assertThat(SignFlipTest.p(new double[] {0.3, 0.2, 0.1, 0})).isEqualTo(0.25);
    assertThat(SignFlipTest.p(new double[4])).isEqualTo(1);
    assertThat(SignFlipTest.p(new double[0])).isNaN();
  }

  @Test
  void sixSeedsAreTheFewestThatCanBeSignificant() {
    for (int n = 1; n < 10; n++) {
      double[] alike = new double[n];
      Arrays.fill(alike, 0.01);
      assertThat(SignFlipTest.p(alike)).isEqualTo(SignFlipTest.smallest(n));
    }
    assertThat(SignFlipTest.smallest(5)).isEqualTo(0.0625);
    assertThat(SignFlipTest.smallest(6)).isEqualTo(0.03125);
  }

  /** 20 numbers are counted, 21 with a 0 have the same p and are drawn. */
  @Test
  void drawnSignsAreNearTheCounted() {
    double[] numbers = new double[SignFlipTest.MOST_ENUMERATED];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Math.sin(i) + 0.3;
    }
    double counted = SignFlipTest.p(numbers);
    double drawn = SignFlipTest.p(Arrays.copyOf(numbers, numbers.length + 1));
    assertThat(counted).isBetween(0.01, 0.5);
    assertThat(drawn)
        .isNotEqualTo(counted)
        .isCloseTo(counted, within(4 * Math.sqrt(counted * (1 - counted) / 99_999)));
    double[] alike = new double[40];
    Arrays.fill(alike, 1);
    assertThat(SignFlipTest.p(alike)).as("never 0").isEqualTo(1e-5);
  }

  /** By hand: 3 · 0.01, then 2 · 0.02 = 0.04, then 0.03, which is not below it. */
  @Test
  void holmRisesAndStaysAtMostOne() {
    assertThat(Holm.adjusted(new double[] {0.03, 0.01, 0.02}))
        .containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-12));
    assertThat(Holm.adjusted(new double[] {0.6, 0.7})).containsExactly(1, 1);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }

  /** Of 1 to 8 the lowest and highest two are left out: (3 + 4 + 5 + 6) / 4. */
  @Test
  void interquartileMeanIsOverAllRuns() {
    Estimate found = InterquartileMean.of(new double[][] {{8, 1, 3, 100}, {4, 5, 6, 7}});
    assertThat(found.value()).isEqualTo(22 / 4.0);
    assertThat(found.low()).isLessThan(found.value());
    assertThat(InterquartileMean.of(new double[][] {{1}, {2}}))
        .as("one run a task has no interval")
        .isEqualTo(new Estimate(1.5, Double.NaN, Double.NaN));
  }

  @Test
  void improvementCountsEqualRunsHalf() {
    double[][] x = {{1, 2}, {5, 5}};
    double[][] y = {{1, 0}, {5, 5}};
    // First task: 1 = 1, 1 > 0, 2 > 1, 2 > 0: 3.5 of 4; second: ½.
    assertThat(ProbabilityOfImprovement.of(x, y).value()).isEqualTo((0.875 + 0.5) / 2);
    assertThat(ProbabilityOfImprovement.of(y, x).value()).isEqualTo((0.125 + 0.5) / 2);
  }

  @Test
  void friedmanOfEqualMethodsFindsNothing() {
    FriedmanTest found = FriedmanTest.of(new double[][] {{1, 1, 1}, {2, 2, 2}});
    assertThat(found.ranks()).containsExactly(2, 2, 2);
    assertThat(found.chiSquared()).isZero();
    assertThat(found.p()).isEqualTo(1);
    // All agree: Σ R² = 14, χ² = 12·5/12 · 14 − 3·5·4 = 10, of 2 degrees exp(−5).
    double[][] agreed = {{3, 2, 1}, {3, 2, 1}, {3, 2, 1}, {3, 2, 1}, {3, 2, 1}};
    assertThat(FriedmanTest.of(agreed).p()).isCloseTo(Math.exp(-5), within(1e-12));
  }

  @Test
  void signedRanksLeaveOutZeros() {
    assertThat(SignedRankTest.p(new double[] {0, 0})).isEqualTo(1);
    // 1 + 2 + 3 − 4 = 2; of 10, 8, 6, 4, 2, 4, 2, 0 seven are as far.
    assertThat(SignedRankTest.p(new double[] {0, 0, 0, 0.1, 0.2, 0.3, -0.4})).isEqualTo(0.875);
  }

  /** 0 is told apart from 3 alone: two groups; 4 is told apart from all. */
  @Test
  void cliquesAreAllGroupsNotToldApart() {
    boolean[][] apart = new boolean[5][5];
    apart[0][3] = apart[3][0] = true;
    for (int i = 0; i < 4; i++) {
      apart[4][i] = apart[i][4] = true;
    }
    assertThat(Cliques.of(apart)).containsExactly(new int[] {0, 1, 2}, new int[] {1, 2, 3});
    assertThat(Cliques.of(new boolean[3][3])).containsExactly(new int[] {0, 1, 2});
    assertThat(Cliques.of(new boolean[][] {{false, true}, {true, false}})).isEmpty();
  }

  /** Against every subset, on random graphs of six. */
  @Test
  void cliquesAreThoseFoundByEnumeration() {
    SplittableRandom random = new SplittableRandom(1);
    for (int graph = 0; graph < 200; graph++) {
      boolean[][] apart = new boolean[6][6];
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < i; j++) {
          apart[i][j] = apart[j][i] = random.nextBoolean();
        }
      }
      List<Integer> groups =
          IntStream.range(1, 64).filter(group -> isAlike(group, apart)).boxed().toList();
      List<Integer> largest =
          groups.stream()
              .filter(group -> Integer.bitCount(group) > 1)
              .filter(a -> groups.stream().noneMatch(b -> !b.equals(a) && (a & b) == a))
              .toList();
      assertThat(Cliques.of(apart))
          .extracting(group -> Arrays.stream(group).map(i -> 1 << i).sum())
          .containsExactlyInAnyOrderElementsOf(largest);
    }
  }

  private static boolean isAlike(int group, boolean[][] apart) {
    return IntStream.range(0, 36)
        .noneMatch(
            i -> (group >> i / 6 & 1) == 1 && (group >> i % 6 & 1) == 1 && apart[i / 6][i % 6]);
  }

  @Test
  void chanceIsWhatAGuessReachesByLuck() {
    // P(X ≥ 9) of Binomial(10, ½) is 11/1024, P(X ≥ 8) is 56/1024.
    assertThat(Chance.reaches(0.9, 10, 0.5)).isFalse();
    assertThat(Chance.reaches(0.8, 10, 0.5)).isTrue();
    assertThat(Chance.reaches(0.9, 10, 0.5, 4)).as("11/1024 below 0.05/4").isFalse();
    assertThat(Chance.reaches(0.9, 10, 0.5, 5)).as("11/1024 above 0.05/5").isTrue();
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
            "accuracy and majority share must be in [0,1] and images at least 1, got NaN, 0.1 and"
                + " 10");
  }
}
