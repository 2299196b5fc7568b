package io.ats.topk.sinkhorn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImplicitGradientTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray direction(int batch, int count, int positions) {
    double[] values = new Random(11).doubles((long) batch * count * positions, -1, 1).toArray();
    return manager.create(values, new Shape(batch, count, positions));
  }

  /** {@code ⟨G, Y(s)⟩}. */
  private static UnaryOperator<NDArray> objective(Sinkhorn sinkhorn, NDArray g) {
    int count = (int) g.getShape().get(1);
    return s -> sinkhorn.assign(s, count).mul(g).sum();
  }

  /** Returns the central differences of {@code ⟨G, Y(s)⟩}, all moved scores in one batch. */
  private double[] differences(
      Sinkhorn sinkhorn, NDArray g, double[] at, Shape shape, double step) {
    int values = at.length;
    double[] moved = new double[2 * values * values];
    for (int i = 0; i < 2 * values; i++) {
      System.arraycopy(at, 0, moved, i * values, values);
      moved[i * values + i / 2] += i % 2 == 0 ? step : -step;
    }
    long batch = shape.get(0);
    int count = (int) g.getShape().get(1);
    NDArray all = manager.create(moved, new Shape(2 * values * batch, shape.get(1)));
    double[] found =
        sinkhorn
            .assign(all, count)
            .reshape(new Shape(2 * values).addAll(g.getShape()))
            .mul(g.expandDims(0))
            .sum(new int[] {1, 2, 3})
            .toDoubleArray();
    double[] slopes = new double[values];
    Arrays.setAll(slopes, i -> (found[2 * i] - found[2 * i + 1]) / (2 * step));
    return slopes;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  /** The usual two-sided iterations with the squared cost from zero, all of them in the graph. */
  private static NDArray unrolled(NDArray scores, int count, double epsilon, int iterations) {
    NDManager manager = scores.getManager();
    long positions = scores.getShape().get(1);
    float first = positions == count ? 1 : 0;
    NDArray anchors =
        manager.arange(first, count + 1f, 1f, DataType.FLOAT64).reshape(new Shape(1, 1, -1));
    NDArray kernel = scores.expandDims(2).sub(anchors).square().neg().div(manager.create(epsilon));
    double[] mass = new double[(int) anchors.size()];
    Arrays.fill(mass, 1.0);
    mass[0] = first == 1 ? 1 : positions - count;
    NDArray target = manager.create(mass, new Shape(1, 1, mass.length)).log();
    NDArray g = manager.zeros(new Shape(1, 1, mass.length), DataType.FLOAT64);
    NDArray f = null;
    for (int i = 0; i < iterations; i++) {
      f = logSum(kernel.add(g), 2).neg();
      g = target.sub(logSum(kernel.add(f), 1));
    }
    f = logSum(kernel.add(g), 2).neg();
    return kernel.add(f).add(g).exp().get(":,:," + (int) (1 - first) + ":").swapAxes(1, 2);
  }

  private static NDArray logSum(NDArray x, int axis) {
    NDArray largest = x.stopGradient().max(new int[] {axis}, true);
    return x.sub(largest).exp().sum(new int[] {axis}, true).log().add(largest);
  }

  @ParameterizedTest
  @CsvSource({"8,3,0.3", "8,8,0.3", "8,1,0.05", "30,5,0.1", "8,7,0.3"})
  void itIsTheGradientOfTheUnrolledIterations(int positions, int count, double epsilon) {
    double[] at = SinkhornTest.scores(positions, 1);
    NDArray scores = manager.create(at, new Shape(3, positions));
    NDArray g = direction(3, count, positions);
    double[] expected = Gradients.of(s -> unrolled(s, count, epsilon, 2000).mul(g).sum(), scores);
    double[] found = Gradients.of(objective(new Sinkhorn(epsilon, 1e-12, 20_000, 10), g), scores);
    assertThat(largest(expected)).isGreaterThan(0.1);
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-8 * largest(expected));
  }

  /**
   * Against central differences, where the iterations converge fast enough for them: with a few
   * scores at the top as near as the entropy mixes.
   */
  @ParameterizedTest
  @CsvSource({"8,3,0.3", "8,8,0.3", "9,2,0.01", "30,6,0.01", "30,6,0.001", "9,2,1e-4"})
  void itIsTheSlope(int positions, int count, double epsilon) {
    Random random = new Random(5);
    double[] at = new double[2 * positions];
    Arrays.setAll(
        at, d -> (d % 3 == 0 ? 1 : 0.5 * random.nextDouble()) + 2 * epsilon * random.nextDouble());
    Shape shape = new Shape(2, positions);
    NDArray g = direction(2, count, positions);
    Sinkhorn sinkhorn = new Sinkhorn(epsilon, 1e-12, 3_000, 10);
    double[] expected = differences(sinkhorn, g, at, shape, 1e-4 * epsilon);
    double[] found = Gradients.of(objective(sinkhorn, g), manager.create(at, shape));
    assertThat(largest(expected)).isGreaterThan(0.1 / epsilon);
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-5 * largest(expected));
  }

  /** Raising every score alike changes nothing. */
  @Test
  void itSumsToZeroOverAnImage() {
    NDArray g = direction(3, 4, 20);
    NDArray scores = manager.create(SinkhornTest.scores(20, 6), new Shape(3, 20));
    double[] found = Gradients.of(objective(new Sinkhorn(0.01, 1e-3, 2000, 10), g), scores);
    for (int b = 0; b < 3; b++) {
      double sum = Arrays.stream(found, b * 20, (b + 1) * 20).sum();
      assertThat(Math.abs(sum)).isLessThan(1e-8 * largest(found));
    }
  }

  @Test
  void itIsFiniteWhereThePlanIsHardEqualOrUnfinished() {
    double[] hard = {0, 0.2, 0.4, 0.6, 0.8, 1};
    double[] equal = new double[6];
    double[] groups = {0, 0, 0, 1, 1, 1};
    for (double[] at : new double[][] {hard, equal, groups}) {
      NDArray scores = manager.create(at, new Shape(1, 6));
      for (int count : new int[] {1, 2, 3, 5, 6}) {
        for (double epsilon : new double[] {1e-12, 1e-6, 1e-4, 1e-2, 1e3}) {
          for (int iterations : new int[] {1, 2000}) {
            Sinkhorn sinkhorn = new Sinkhorn(epsilon, 1e-3, iterations, 10);
            double[] found = Gradients.of(objective(sinkhorn, direction(1, count, 6)), scores);
            // No slope of a plan exceeds the order of 1/ε.
            assertThat(largest(found)).isLessThan(10 * count / epsilon);
          }
        }
      }
    }
  }

  /**
   * Two scores far above the others share the anchors 1 and 2 among themselves: the first has
   * {@code σ((s_1 − s_2)/ε)} of anchor 2, and no other position any.
   */
  @Test
  void itIsExactWhereAnchorsShareNoPositionWithTheRejected() {
    double epsilon = 1e-2;
    double[] g = new double[10];
    g[5] = 1; // rank 2, position 0
    double[] found =
        Gradients.of(
            objective(
                new Sinkhorn(epsilon, 1e-12, 10_000, 1), manager.create(g, new Shape(1, 2, 5))),
            manager.create(new double[] {1, 0.999, 0.01, 0, 0}, new Shape(1, 5)));
    double p = 1 / (1 + Math.exp(-0.001 / epsilon));
    double slope = p * (1 - p) / epsilon;
    assertThat(Gradients.distance(found, new double[] {slope, -slope, 0, 0, 0}))
        .isLessThan(1e-6 * slope);
  }

  @Test
  void aHardPlanHasNoGradient() {
    NDArray scores = manager.create(new double[] {0.8, 0, 0.4, 1, 0.2, 0.6}, new Shape(1, 6));
    double[] found =
        Gradients.of(objective(new Sinkhorn(1e-4, 1e-3, 2000, 10), direction(1, 3, 6)), scores);
    assertThat(largest(found)).isLessThan(1e-6);
  }

  @Test
  void onePositionHasNoGradient() {
    NDArray scores = manager.create(new double[] {0.8}, new Shape(1, 1));
    NDArray g = direction(1, 1, 1);
    assertThat(
            Gradients.of(
                s -> new Sinkhorn(0.1, 1e-3, 10, 1).assign(s, 1).mul(g).sum().add(s.sum()), scores))
        .containsExactly(1);
  }

  @Test
  void float32ScoresGetTheSameGradient() {
    Sinkhorn sinkhorn = new Sinkhorn(0.01, 1e-6, 2000, 10);
    NDArray g = direction(3, 4, 20);
    NDArray single =
        manager
            .create(SinkhornTest.scores(20, 6), new Shape(3, 20))
            .toType(DataType.FLOAT32, false);
    double[] expected = Gradients.of(objective(sinkhorn, g), single.toType(DataType.FLOAT64, true));
    double[] found = Gradients.of(objective(sinkhorn, g.toType(DataType.FLOAT32, false)), single);
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-5 * largest(expected));
  }
}
