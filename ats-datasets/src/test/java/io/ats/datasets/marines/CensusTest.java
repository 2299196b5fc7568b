package io.ats.datasets.marines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CensusTest {

  private static final int DRAWS = 40_000;

  @ParameterizedTest
  @CsvSource({"22,0.8", "22,0", "5,1", "1,0.5"})
  void naturalNumbersFollowTheFormula(int most, double decided) {
    double[] expected = formula(most, decided);
    assertThat(DoubleStream.of(expected).sum()).isCloseTo(1, within(1e-12));
    int[][] draws = natural(most, decided);
    for (UnitKind kind : UnitKind.values()) {
      for (int k = 0; k <= most; k++) {
        assertThat(share(draws, kind, k))
            .as("%s %d", kind, k)
            .isCloseTo(expected[k], within(5 * Math.sqrt(expected[k] / DRAWS)));
      }
    }
  }

  @Test
  void halfOfTheImagesShowNoMarineByNature() {
    double none = formula(MarinesOptions.DEFAULTS.maxUnits(), MarinesOptions.DEFAULTS.decided())[0];
    assertThat(none).isCloseTo(0.497, within(5e-4));
  }

  @Test
  void sidesAreEliminatedTogetherAndOneAtMost() {
    for (int[] alive : natural(22, 1)) {
      boolean troops = alive[0] + alive[1] + alive[2] > 0;
      boolean swarm = alive[3] + alive[4] + alive[5] > 0;
      assertThat(troops && swarm).isFalse();
    }
  }

  /**
   * By Bayes' rule, with e = decided/2 and q the probability of a kind's 0 where its side is not
   * eliminated: given no marine, the troops are eliminated with probability e/(e + (1 − e)q); given
   * some, the swarm is with e/(1 − e).
   */
  @Test
  void weightedNumbersOfMarinesAreUniformAndAllElseIsAsByNatureGivenThem() {
    Census census = new Census(6, 0.8);
    SplittableRandom random = new SplittableRandom(5);
    int[][] draws =
        IntStream.range(0, DRAWS).mapToObj(i -> census.weighted(random)).toArray(int[][]::new);
    for (int k = 0; k <= 6; k++) {
      assertThat(share(draws, UnitKind.MARINE, k)).isCloseTo(1 / 7.0, within(0.009));
    }
    double q = formula(6, 0)[0];
    assertThat(noneOf(draws, false, 1, 2))
        .isCloseTo((0.4 + 0.6 * q * q * q) / (0.4 + 0.6 * q), within(0.03));
    assertThat(noneOf(draws, true, 3, 4, 5)).isCloseTo((0.4 + 0.2 * q * q * q) / 0.6, within(0.02));
    assertThat(noneOf(draws, true, 1)).isCloseTo(q, within(0.02));
  }

  /** Returns, of the draws with or without marines, the share with none of the given kinds. */
  private static double noneOf(int[][] draws, boolean marines, int... kinds) {
    int[][] those =
        Arrays.stream(draws).filter(alive -> alive[0] > 0 == marines).toArray(int[][]::new);
    long none =
        Arrays.stream(those)
            .filter(alive -> IntStream.of(kinds).allMatch(kind -> alive[kind] == 0))
            .count();
    return none / (double) those.length;
  }

  private static double[] formula(int most, double decided) {
    double[] p = new double[most + 1];
    for (int k = 0; k <= most; k++) {
      for (int n = k; n <= most; n++) {
        p[k] += (1 - decided / 2) / (most + 1) / (n + 1);
      }
    }
    p[0] += decided / 2;
    return p;
  }

  private static int[][] natural(int most, double decided) {
    Census census = new Census(most, decided);
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, DRAWS).mapToObj(i -> census.natural(random)).toArray(int[][]::new);
  }

  private static double share(int[][] draws, UnitKind kind, int number) {
    return Arrays.stream(draws).filter(alive -> alive[kind.ordinal()] == number).count()
        / (double) draws.length;
  }
}
