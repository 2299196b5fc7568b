package io.ats.topk.sinkhorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkhornTest {

  private static final int BATCH = 3;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static Sinkhorn exact(double epsilon) {
    return new Sinkhorn(epsilon, 1e-10, 5_000, 10);
  }

  /** Bell-shaped, uniform, and nearly tied at the top. */
  static double[] scores(int positions, long seed) {
    Random random = new Random(seed);
    double[] all = new double[BATCH * positions];
    for (int d = 0; d < positions; d++) {
      all[d] = 0.5 + 0.15 * random.nextGaussian();
      all[positions + d] = random.nextDouble();
      all[2 * positions + d] = d % 3 == 0 ? 1 - 1e-3 * random.nextDouble() : random.nextDouble();
    }
    return all;
  }

  /** Returns {@code Y}, {@code [b][k][d]}. */
  private double[][][] assign(Sinkhorn sinkhorn, double[] scores, int positions, int count) {
    int batch = scores.length / positions;
    NDArray found = sinkhorn.assign(manager.create(scores, new Shape(batch, positions)), count);
    assertThat(found.getShape()).isEqualTo(new Shape(batch, count, positions));
    double[] flat = found.toDoubleArray();
    double[][][] rows = new double[batch][count][];
    for (int row = 0; row < batch * count; row++) {
      rows[row / count][row % count] =
          Arrays.copyOfRange(flat, row * positions, (row + 1) * positions);
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"9,3", "9,1", "9,8", "9,9", "200,10", "200,40"})
  void bothMarginalsHoldToTheTolerance(int positions, int count) {
    for (double epsilon : new double[] {1, 0.1, 1e-2, 1e-3, 1e-4}) {
      double tolerance = 1e-3;
      double[][][] y =
          assign(
              new Sinkhorn(epsilon, tolerance, 2000, 10), scores(positions, 3), positions, count);
      for (double[][] image : y) {
        double[] each = new double[positions];
        for (double[] row : image) {
          assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(tolerance));
          Arrays.setAll(each, d -> each[d] + row[d]);
        }
        // What a position does not give to a rank it gives to the rejected.
        double rejected = Arrays.stream(each).map(mass -> 1 - mass).sum();
        assertThat(rejected)
            .isCloseTo(positions - count, within(tolerance * Math.max(1, positions - count)));
        for (double mass : each) {
          assertThat(mass).isBetween(0.0, 1 + 1e-12);
        }
      }
    }
  }

  /** Against the usual iterations, with the squared cost and from potentials of 0. */
  @ParameterizedTest
  @CsvSource({"9,3,0.3", "9,9,0.3", "40,5,0.1", "12,1,0.01"})
  void thePlanIsThatOfTheUsualIterations(int positions, int count, double epsilon) {
    double[] scores = scores(positions, 5);
    double[][][] y = assign(exact(epsilon), scores, positions, count);
    for (int b = 0; b < BATCH; b++) {
      double[] image = Arrays.copyOfRange(scores, b * positions, (b + 1) * positions);
      double[][] expected = PlainSinkhorn.assign(image, count, epsilon);
      for (int k = 0; k < count; k++) {
        for (int d = 0; d < positions; d++) {
          assertThat(y[b][k][d]).isCloseTo(expected[k][d], within(1e-7));
        }
      }
    }
  }

  /**
   * The one plan with these marginals and {@code log Γ_ij + C_ij/ε} a sum of a row's and a column's
   * number is optimal; the usual iterations would not get there at such an {@code ε}.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3, 1e-4})
  void atSmallEntropyThePlanIsOptimal(double epsilon) {
    int positions = 60;
    int count = 6;
    double[] scores = scores(positions, 7);
    double[][][] y = assign(new Sinkhorn(epsilon, 1e-3, 2000, 10), scores, positions, count);
    int compared = 0;
    for (int b = 0; b < BATCH; b++) {
      double[] s = Arrays.copyOfRange(scores, b * positions, (b + 1) * positions);
      for (int k = 1; k < count; k++) {
        for (int i = 0; i < positions; i++) {
          for (int j = 0; j < i; j++) {
            double[] four = {y[b][k - 1][i], y[b][k - 1][j], y[b][k][i], y[b][k][j]};
            if (Arrays.stream(four).min().orElseThrow() > 1e-200) {
              double mixed =
                  Math.log(four[0]) - Math.log(four[1]) - Math.log(four[2]) + Math.log(four[3]);
              assertThat(mixed).isCloseTo(-2 * (s[i] - s[j]) / epsilon, within(1e-8 / epsilon));
              compared++;
            }
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"30,4", "30,30", "5,1", "2,2"})
  void towardsNoEntropyItIsTheHardTopKInAscendingOrder(int positions, int count) {
    double[] scores = new Random(2).doubles(positions).toArray();
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double[][] y = assign(exact(1e-6), scores, positions, count)[0];
    for (int k = 0; k < count; k++) {
      for (int d = 0; d < positions; d++) {
        boolean hasTheRank = scores[d] == sorted[positions - count + k];
        assertThat(y[k][d]).isCloseTo(hasTheRank ? 1 : 0, within(1e-6));
      }
    }
  }

  @Test
  void equalScoresShareEveryRank() {
    for (double epsilon : new double[] {1, 1e-2, 1e-4}) {
      for (int count : new int[] {1, 3, 6}) {
        double[] scores = new double[6];
        Arrays.fill(scores, 0.7);
        for (double[] row : assign(exact(epsilon), scores, 6, count)[0]) {
          for (double entry : row) {
            assertThat(entry).isCloseTo(1 / 6.0, within(1e-9));
          }
        }
      }
    }
  }

  @Test
  void onePositionTakesTheOnlyRank() {
    assertThat(assign(exact(1e-2), new double[] {0.3, -4}, 1, 1))
        .isDeepEqualTo(new double[][][] {{{1}}, {{1}}});
  }

  @Test
  void aConstantAddedToTheScoresChangesNothing() {
    double[] scores = scores(20, 8);
    double[] moved = Arrays.stream(scores).map(s -> s + 1000).toArray();
    double[][][] expected = assign(exact(1e-2), scores, 20, 4);
    double[][][] found = assign(exact(1e-2), moved, 20, 4);
    for (int k = 0; k < 4; k++) {
      assertThat(found[1][k]).containsExactly(expected[1][k], within(1e-6));
    }
  }

  @Test
  void theTypeIsThatOfTheScores() {
    NDArray scores = manager.create(new float[] {0, 0.4f, 1}, new Shape(1, 3));
    assertThat(exact(0.1).assign(scores, 2).getDataType()).isEqualTo(DataType.FLOAT32);
  }

  @Test
  void thereAreAsManyIterationsAsNeededAndNoMoreThanAllowed() {
    double[] scores = scores(30, 4);
    double loose = excess(new Sinkhorn(0.05, 0.1, 2000, 1), scores);
    double tight = excess(new Sinkhorn(0.05, 1e-6, 2000, 1), scores);
    double capped = excess(new Sinkhorn(0.05, 1e-6, 2, 1), scores);
    assertThat(loose).isBetween(1e-5, 0.1);
    assertThat(tight).isLessThan(1e-6);
    assertThat(capped).isBetween(1e-5, 1.0);
    // Looked at in every fiftieth iteration only, the error is smaller than asked for.
    assertThat(excess(new Sinkhorn(0.05, 0.1, 2000, 50), scores)).isLessThan(loose / 2);
  }

  private double excess(Sinkhorn sinkhorn, double[] scores) {
    return Arrays.stream(assign(sinkhorn, scores, 30, 3))
        .flatMap(Arrays::stream)
        .mapToDouble(row -> Math.abs(Arrays.stream(row).sum() - 1))
        .max()
        .orElseThrow();
  }

  @Test
  void iterationsLeaveNoArraysBehind() {
    assertThat(arraysAfter(200)).isEqualTo(arraysAfter(10));
  }

  private int arraysAfter(int iterations) {
    try (NDManager own = manager.newSubManager()) {
      NDArray scores = own.create(scores(20, 4), new Shape(BATCH, 20));
      new Sinkhorn(0.1, 0, iterations, 10).assign(scores, 3);
      return own.getManagedArrays().size();
    }
  }
}
