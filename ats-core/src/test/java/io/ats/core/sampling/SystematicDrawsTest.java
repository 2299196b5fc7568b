package io.ats.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.geometry.HilbertCurve;
import io.ats.core.testing.Enumeration;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proof by integrating over {@code u} exactly: between the fractional parts of {@code C} the drawn
 * set is the same.
 */
class SystematicDrawsTest {

  private static final int FEATURES = 3;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Returns {@code π} by raising {@code c} until the sum is K, in loops. */
  private static double[] inclusion(double[] attention, int count) {
    double low = 0;
    double high = 1e40;
    for (int i = 0; i < 500; i++) {
      double c = low < 1e-3 ? high * 1e-3 : (low + high) / 2;
      double sum = Arrays.stream(attention).map(a -> Math.min(1, c * a)).sum();
      if (sum < count) {
        low = c;
      } else {
        high = c;
      }
    }
    double c = high;
    return Arrays.stream(attention).map(a -> Math.min(1, c * a)).toArray();
  }

  private enum Landscape {
    FLAT,
    RANDOM,
    PEAKED,
    TIES,
    SOME_ZERO;

    double[] scores(int positions) {
      Random random = new Random(positions);
      return IntStream.range(0, positions)
          .mapToDouble(
              i ->
                  switch (this) {
                    case FLAT -> 0;
                    case RANDOM -> 2 * random.nextGaussian();
                    case PEAKED -> i == positions / 2 ? 25 : random.nextGaussian();
                    case TIES -> i % 3;
                    case SOME_ZERO -> i % 2 == 0 ? random.nextGaussian() : -2000;
                  })
          .toArray();
    }
  }

  /** Every interval of {@code u} on which the set is constant. */
  private record Pieces(double[] middles, double[] lengths) {

    static Pieces of(double[] inclusion, long[] order) {
      TreeSet<Double> ends = new TreeSet<>();
      ends.add(0.0);
      ends.add(1.0);
      double sum = 0;
      for (long position : order) {
        sum += inclusion[(int) position];
        ends.add(sum - Math.floor(sum));
      }
      double[] all = ends.stream().mapToDouble(Double::doubleValue).toArray();
      int pieces = all.length - 1;
      return new Pieces(
          IntStream.range(0, pieces).mapToDouble(i -> (all[i] + all[i + 1]) / 2).toArray(),
          IntStream.range(0, pieces).mapToDouble(i -> all[i + 1] - all[i]).toArray());
    }
  }

  @ParameterizedTest
  @EnumSource
  void valueGradientAndProbabilitiesAreExactInExpectation(Landscape landscape) {
    for (int[] grid : new int[][] {{1, 1}, {2, 3}, {3, 3}, {4, 5}}) {
      int positions = grid[0] * grid[1];
      for (int count : new int[] {1, 2, positions / 2, positions - 1, positions}) {
        if (count >= 1 && count <= positions) {
          check(landscape.scores(positions), count, HilbertCurve.order(grid[0], grid[1]));
        }
      }
    }
  }

  private void check(double[] scores, int count, long[] order) {
    int positions = scores.length;
    Random random = new Random(count);
    double[] features = random.doubles((long) positions * FEATURES, -1, 1).toArray();
    double[] attention = Enumeration.softmax(scores);
    boolean enough = Arrays.stream(attention).filter(a -> a > 0).count() >= count;
    NDArray a = manager.create(attention, new Shape(1, positions));
    double[] found = SystematicDraws.inclusion(a, count).toDoubleArray();
    // Where fewer than K positions have attention, others make up the number.
    double[] expected = enough ? inclusion(attention, count) : found;
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-9);
    assertThat(Arrays.stream(found).sum()).isCloseTo(count, within(1e-9));
    Pieces pieces = Pieces.of(found, order);
    int rows = pieces.middles().length;
    NDArray tiled = manager.create(scores, new Shape(1, positions)).repeat(0, rows);
    NDArray starts = manager.create(pieces.middles(), new Shape(rows, 1));
    NDArray tiledAttention = tiled.softmax(1);
    NDArray inclusion = SystematicDraws.inclusion(tiledAttention, count);
    NDArray drawn = SystematicDraws.positions(inclusion, count, order, starts);
    long[] all = drawn.toLongArray();
    double[] shares = new double[positions];
    for (int row = 0; row < rows; row++) {
      long[] set = Arrays.copyOfRange(all, row * count, (row + 1) * count);
      if (pieces.lengths()[row] > 1e-12) {
        assertThat(Arrays.stream(set).distinct().count()).as("distinct").isEqualTo(count);
      }
      for (long position : set) {
        shares[(int) position] += pieces.lengths()[row];
      }
    }
    assertThat(Gradients.distance(shares, expected)).as("P(i ∈ S)").isLessThan(1e-9);

    NDArray f = manager.create(features, new Shape(positions, FEATURES));
    NDArray chosen = f.get(drawn.flatten()).reshape(rows, count, FEATURES);
    double[] value = new double[FEATURES];
    double[] values =
        SystematicDraws.weights(tiledAttention, inclusion, drawn)
            .expandDims(1)
            .matMul(chosen)
            .toDoubleArray();
    double[] direction = random.doubles(FEATURES, -1, 1).toArray();
    NDArray g = manager.create(direction, new Shape(FEATURES, 1));
    double[] gradients = // rows do not interact
        Gradients.of(
            s -> {
              NDArray at = s.softmax(1);
              NDArray pi = SystematicDraws.inclusion(at, count);
              return SystematicDraws.weights(at, pi, drawn)
                  .expandDims(1)
                  .matMul(chosen)
                  .matMul(g.expandDims(0).repeat(0, rows))
                  .sum();
            },
            tiled);
    double[] gradient = new double[positions];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < FEATURES; i++) {
        value[i] += pieces.lengths()[row] * values[row * FEATURES + i];
      }
      for (int i = 0; i < positions; i++) {
        gradient[i] += pieces.lengths()[row] * gradients[row * positions + i];
      }
    }
    double[] exactGradient =
        Gradients.of(
            s -> s.softmax(1).matMul(f).matMul(g).sum(),
            manager.create(scores, new Shape(1, positions)));
    double[] exact = a.matMul(f).toDoubleArray();
    assertThat(Gradients.distance(value, exact)).isLessThan(1e-9);
    assertThat(Gradients.distance(gradient, exactGradient)).isLessThan(1e-9);
  }

  @ParameterizedTest
  @CsvSource({"1e-4", "1e-8", "1e-20", "1e-30"})
  void peakedAttentionInFloat32KeepsTheOthersProbabilities(double rest) {
    int positions = 9;
    float[] attention = new float[positions];
    Arrays.fill(attention, (float) (rest / (positions - 1)));
    attention[4] = (float) (1 - rest);
    NDArray a = manager.create(attention, new Shape(1, positions));
    float[] found = SystematicDraws.inclusion(a, 3).toFloatArray();
    for (int i = 0; i < positions; i++) {
      assertThat(found[i]).isCloseTo(i == 4 ? 1 : 0.25f, within(1e-6f));
    }
  }

  @Test
  void manyDrawsInFloat32AreDistinctAndWithinTheGrid() {
    int positions = 1024;
    int count = 10;
    int rows = 4000;
    NDArray scores = manager.randomNormal(0f, 3f, new Shape(rows, positions), DataType.FLOAT32);
    NDArray attention = Attention.distribution(scores, 1e-5);
    NDArray inclusion = SystematicDraws.inclusion(attention, count);
    long[] drawn =
        SystematicDraws.positions(
                inclusion,
                count,
                HilbertCurve.order(32, 32),
                SystematicDraws.start(Randomness.ENGINE, manager, rows))
            .toLongArray();
    for (int row = 0; row < rows; row++) {
      long[] set = Arrays.copyOfRange(drawn, row * count, (row + 1) * count);
      assertThat(Arrays.stream(set).distinct().count()).isEqualTo(count);
      assertThat(Arrays.stream(set).allMatch(position -> position >= 0 && position < positions))
          .isTrue();
    }
  }
}
