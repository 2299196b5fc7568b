package io.ats.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.datasets.input.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/**
 * Against SciPy 1.17.1, statsmodels 0.15.0 and rliable 1.2.0; the folder's README says how their
 * values were computed.
 */
class ReferenceTest {

  private static final int METHODS = 4;
  private static final int TASKS = 7;
  private static final int SEEDS = 8;

  /** Of what draws nothing. */
  private static final double EXACT = 1e-9;

  /**
   * Standard error of a 2.5 % quantile of 10,000 resampled values, {@code √(0.025·0.975 / 10⁴) /
   * φ(1.96)}, in standard deviations of these.
   */
  private static final double QUANTILE = 0.027;

  private final double[][][] scores = new double[METHODS][TASKS][SEEDS];
  private final Map<String, Double> expected = new HashMap<>();

  ReferenceTest() throws IOException {
    for (Csv.Row row : rows("scores.csv")) {
      int[] at = IntStream.range(0, 3).map(i -> Integer.parseInt(row.cells().get(i))).toArray();
      scores[at[0]][at[1]][at[2]] = Double.parseDouble(row.cells().get(3));
    }
    for (Csv.Row row : rows("expected.csv")) {
      expected.put(row.cells().get(0), Double.valueOf(row.cells().get(1)));
    }
  }

  private static List<Csv.Row> rows(String file) throws IOException {
    try (InputStream in = ReferenceTest.class.getResourceAsStream(file)) {
      List<Csv.Row> rows = Csv.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return rows.subList(1, rows.size());
    }
  }

  private void assertExact(String name, double found) {
    assertThat(found).as(name).isCloseTo(expected.get(name), within(EXACT));
  }

  /**
   * Both intervals are drawn: their ends differ by at most four standard errors and a step.
   *
   * @param resamples of the reference
   * @param error standard error of an end with our 10,000 resamples, in deviations
   * @param step between two neighbouring values of the statistic
   */
  private void assertDrawn(String name, Estimate found, int resamples, double error, double step) {
    double low = expected.get(name + "_low");
    double high = expected.get(name + "_high");
    double deviation = (high - low) / (2 * 1.96);
    double most = 4 * error * deviation * Math.sqrt(1 + 10_000.0 / resamples) + step;
    assertThat(found.low()).as(name + " low").isCloseTo(low, within(most));
    assertThat(found.high()).as(name + " high").isCloseTo(high, within(most));
  }

  private double[] differences(int a, int b, int task) {
    return IntStream.range(0, SEEDS)
        .mapToDouble(s -> scores[a][task][s] - scores[b][task][s])
        .toArray();
  }

  private static Map<Long, Double> bySeed(double[] numbers) {
    Map<Long, Double> all = new LinkedHashMap<>();
    IntStream.range(0, numbers.length).forEach(i -> all.put((long) i, numbers[i]));
    return all;
  }

  @Test
  void signFlips() {
    for (int task = 0; task < TASKS; task++) {
      assertExact("sign_flip_" + task, SignFlipTest.p(differences(0, 1, task)));
    }
  }

  @Test
  void holm() {
    double[] p =
        IntStream.range(0, TASKS)
            .mapToDouble(task -> SignFlipTest.p(differences(0, 3, task)))
            .toArray();
    double[] adjusted = Holm.adjusted(p);
    for (int task = 0; task < TASKS; task++) {
      assertExact("holm_" + task, adjusted[task]);
    }
  }

  /** All 5⁵ resamples of five seeds, of which both have the same. */
  @Test
  void bcaIntervalOfGivenResamples() {
    for (int task = 0; task < TASKS; task++) {
      double[] few = Arrays.copyOf(differences(0, 1, task), 5);
      double[] means = new double[3125];
      for (int i = 0; i < means.length; i++) {
        for (int draw = 0, rest = i; draw < 5; draw++, rest /= 5) {
          means[i] += few[rest % 5] / 5;
        }
      }
      double sum = StatUtils.sum(few);
      double[] jackknife = Arrays.stream(few).map(left -> (sum - left) / 4).toArray();
      Estimate found = BcaInterval.of(sum / 5, means, jackknife);
      assertExact("bca_" + task + "_low", found.low());
      assertExact("bca_" + task + "_high", found.high());
    }
  }

  /** The share below the estimate is drawn too: twice its 0.5 / √10⁴ / φ(0) moves an end. */
  @Test
  void bcaIntervalOfDrawnResamples() {
    for (int task = 0; task < TASKS; task++) {
      PairedDifference found =
          PairedDifference.of(bySeed(scores[0][task]), bySeed(scores[1][task]));
      double error = Math.hypot(QUANTILE, 2 * 0.0125);
      assertDrawn("bca_drawn_" + task, found.mean(), 100_000, error, 1.0 / 64 / SEEDS);
    }
  }

  @Test
  void interquartileMeans() {
    for (int method = 0; method < METHODS; method++) {
      Estimate found = InterquartileMean.of(scores[method]);
      assertExact("iqm_" + method, found.value());
      assertDrawn("iqm_" + method, found, 20_000, QUANTILE, 2.0 / 64 / TASKS / SEEDS);
    }
  }

  @Test
  void probabilitiesOfImprovement() {
    for (int a = 0; a < METHODS; a++) {
      for (int b = a + 1; b < METHODS; b++) {
        String name = "improvement_" + a + "_" + b;
        Estimate found = ProbabilityOfImprovement.of(scores[a], scores[b]);
        assertExact(name, found.value());
        assertDrawn(name, found, 2_000, QUANTILE, 0.5 / SEEDS / SEEDS / TASKS);
      }
    }
  }

  @Test
  void performanceProfiles() {
    double[] thresholds = {0.25, 0.5, 0.625, 0.75, 0.875};
    for (int method = 0; method < METHODS; method++) {
      List<Estimate> found = PerformanceProfile.of(scores[method], thresholds);
      for (int i = 0; i < thresholds.length; i++) {
        String name = "profile_" + method + "_" + i;
        assertExact(name, found.get(i).value());
        assertDrawn(name, found.get(i), 20_000, QUANTILE, 1.0 / TASKS / SEEDS);
      }
    }
  }

  /** Those of no image right and of every one too. */
  @Test
  void wilsonIntervals() {
    int[][] shares = {{0, 8}, {50, 200}, {100, 200}, {199, 200}, {8, 8}};
    for (int[] share : shares) {
      Estimate found = MeanAccuracy.ofImages((double) share[0] / share[1], share[1]);
      String name = "wilson_" + share[0] + "_" + share[1];
      assertExact(name + "_low", found.low());
      assertExact(name + "_high", found.high());
    }
  }

  /** Some values are equal. */
  @Test
  void expectedBest() {
    double[] found =
        ExpectedBest.of(Arrays.stream(scores[0]).flatMapToDouble(Arrays::stream).toArray());
    for (int n : new int[] {1, 2, 5, 20, TASKS * SEEDS}) {
      assertExact("expected_best_" + n, found[n - 1]);
    }
  }

  /** The means over the seeds, {@code (TASKS, METHODS)}. */
  private double[][] means() {
    double[][] means = new double[TASKS][METHODS];
    for (int task = 0; task < TASKS; task++) {
      for (int method = 0; method < METHODS; method++) {
        means[task][method] = StatUtils.mean(scores[method][task]);
      }
    }
    return means;
  }

  /** Two methods are equal on one task. */
  @Test
  void friedmansTestAndMeanRanks() {
    FriedmanTest found = FriedmanTest.of(means());
    assertExact("friedman_chi_squared", found.chiSquared());
    assertExact("friedman_p", found.p());
    for (int method = 0; method < METHODS; method++) {
      assertExact("rank_" + method, found.ranks()[method]);
    }
  }

  @Test
  void signedRanks() {
    double[][] means = means();
    for (int i = 0; i < METHODS; i++) {
      for (int j = i + 1; j < METHODS; j++) {
        int a = i;
        int b = j;
        double[] differences = Arrays.stream(means).mapToDouble(t -> t[a] - t[b]).toArray();
        assertExact("signed_rank_" + a + "_" + b, SignedRankTest.p(differences));
      }
    }
  }
}
