package io.ats.topk.perturbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.sampling.Randomness;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The conditional gradient of perturbed top-K. */
class ConditionalNoiseTest {

  private final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(5);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /**
   * A linear loss {@code ⟨G,Y⟩} of {@code rows} images that are all alike.
   *
   * @param g {@code G}, {@code (K,D)}
   */
  private record Problem(double[] scores, double[][] g, double sigma) {

    static Problem random(int positions, int count, double sigma, long seed) {
      Random random = new Random(seed);
      return of(random.doubles(positions).toArray(), count, sigma, random);
    }

    static Problem of(double[] scores, int count, double sigma, Random random) {
      double[][] g = new double[count][];
      for (int k = 0; k < count; k++) {
        g[k] = random.doubles(scores.length, -1, 1).toArray();
      }
      return new Problem(scores, g, sigma);
    }

    int count() {
      return g.length;
    }

    int positions() {
      return scores.length;
    }

    /** Returns {@code ⟨G,Y⟩} of a set, given in ascending order. */
    double value(int[] set) {
      return IntStream.range(0, set.length).mapToDouble(k -> g[k][set[k]]).sum();
    }

    NDArray noise(NDManager manager, int rows, int samples, NoiseKind kind) {
      Shape shape = new Shape(rows, samples, positions());
      return kind.draw(Randomness.ENGINE, manager, shape, sigma, DataType.FLOAT64);
    }

    /** Returns each row's gradient, {@code (rows,D)}. */
    double[][] gradients(
        NDManager manager,
        int rows,
        NDArray noise,
        PerturbedGradient gradient,
        SampleBaseline baseline,
        DataType type) {
      try (NDManager working = manager.newSubManager()) {
        double[] direction = Arrays.stream(g).flatMapToDouble(Arrays::stream).toArray();
        NDArray s =
            working.create(scores, new Shape(1, positions())).toType(type, false).repeat(0, rows);
        NDArray own = noise.toType(type, false);
        double[] all =
            Gradients.of(
                at -> {
                  SparseTopK chosen = SparseTopK.of(at, own, sigma, count(), gradient, baseline);
                  NDArray every =
                      at.getManager()
                          .create(direction, new Shape(1, count(), positions()))
                          .toType(type, false)
                          .repeat(0, rows);
                  NDArray here = chosen.positions().expandDims(1).repeat(1, count());
                  return chosen.weights().mul(every.gather(here, 2)).sum();
                },
                s);
        return IntStream.range(0, rows)
            .mapToObj(row -> Arrays.copyOfRange(all, row * positions(), (row + 1) * positions()))
            .toArray(double[][]::new);
      }
    }
  }

  /** Returns the conditional mean of {@code Z_n}, straight from its definition. */
  private static double[] conditionalMean(
      double[] scores, double[] noise, int count, double sigma) {
    int positions = scores.length;
    double[] u = IntStream.range(0, positions).mapToDouble(d -> scores[d] + noise[d]).toArray();
    double[] sorted = u.clone();
    Arrays.sort(sorted);
    double threshold = sorted[positions - count];
    double next = count == positions ? Double.NEGATIVE_INFINITY : sorted[positions - count - 1];
    double[] mean = new double[positions];
    for (int d = 0; d < positions; d++) {
      if (u[d] < threshold) {
        mean[d] = -Normal.ratio((threshold - scores[d]) / sigma);
      } else if (count < positions) {
        mean[d] = Normal.ratio(-(next - scores[d]) / sigma);
      }
    }
    return mean;
  }

  @ParameterizedTest
  @CsvSource({
    "INDEPENDENT, LEAVE_ONE_OUT, 3, 40, 50, 4, 0.3",
    "INDEPENDENT, NONE,          3, 40, 50, 4, 0.02",
    "SHARED,      LEAVE_ONE_OUT, 3, 25, 23, 5, 0.5",
    "ANTITHETIC,  NONE,          2, 30, 17, 3, 0.3",
    "INDEPENDENT, LEAVE_ONE_OUT, 2, 2,  6,  5, 1",
    "INDEPENDENT, LEAVE_ONE_OUT, 2, 60, 7,  7, 1",
    "INDEPENDENT, LEAVE_ONE_OUT, 2, 9,  1,  1, 1",
    "INDEPENDENT, LEAVE_ONE_OUT, 2, 33, 400, 10, 1e-4",
    "INDEPENDENT, LEAVE_ONE_OUT, 2, 33, 400, 10, 5"
  })
  void theGradientIsTheDefinitions(
      NoiseKind kind, SampleBaseline baseline, int rows, int n, int d, int k, double sigma) {
    Problem problem = Problem.random(d, k, sigma, d + k);
    NDArray noise = problem.noise(manager, rows, n, kind);
    double[] flat = noise.toDoubleArray();
    double[][] exact =
        problem.gradients(
            manager, rows, noise, PerturbedGradient.CONDITIONAL, baseline, DataType.FLOAT64);
    double[][] single =
        problem.gradients(
            manager, rows, noise, PerturbedGradient.CONDITIONAL, baseline, DataType.FLOAT32);
    for (int row = 0; row < rows; row++) {
      int first = kind == NoiseKind.SHARED ? 0 : row * n * d;
      double[][] own =
          IntStream.range(0, n)
              .mapToObj(i -> Arrays.copyOfRange(flat, first + i * d, first + (i + 1) * d))
              .toArray(double[][]::new);
      DenseReference dense = new DenseReference(problem.scores(), own, sigma, k);
      double[] products = dense.products(problem.g());
      double sum = Arrays.stream(products).sum();
      double[] expected = new double[d];
      for (int i = 0; i < n; i++) {
        double others = baseline == SampleBaseline.NONE ? 0 : (sum - products[i]) / (n - 1);
        double[] mean = conditionalMean(problem.scores(), own[i], k, sigma);
        for (int at = 0; at < d; at++) {
          expected[at] += (products[i] - others) * mean[at] / (sigma * n);
        }
      }
      double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
      assertThat(Gradients.distance(exact[row], expected)).isLessThan(2e-6 * scale);
      // In float32 the K-th and the (K+1)-th of 400 scores can swap.
      if (sigma > 1e-3) {
        assertThat(Gradients.distance(single[row], expected)).isLessThan(3e-4 * scale);
      }
    }
  }

  /**
   * The smoothed objective {@code Σ_S P(S)·⟨G,Y_S⟩}, {@code P(S) = ∫ Σ_{i∈S} φ_i(x) Π_{j∈S∖i}
   * (1−Φ_j(x)) Π_{l∉S} Φ_l(x) dx}, by quadrature.
   */
  private static double smoothed(Problem problem, double[] scores) {
    double sum = 0;
    for (int bits = 0; bits < 1 << scores.length; bits++) {
      if (Integer.bitCount(bits) == problem.count()) {
        int mask = bits;
        int[] set = IntStream.range(0, scores.length).filter(d -> (mask >> d & 1) == 1).toArray();
        sum += problem.value(set) * probability(scores, mask, problem.sigma());
      }
    }
    return sum;
  }

  private static double probability(double[] scores, int set, double sigma) {
    int steps = 1_000;
    double low = Arrays.stream(scores).min().orElseThrow() - 9 * sigma;
    double high = Arrays.stream(scores).max().orElseThrow() + 9 * sigma;
    double width = (high - low) / steps;
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      double x = low + (step + 0.5) * width;
      double product = 1;
      double hazards = 0;
      for (int d = 0; d < scores.length; d++) {
        double z = (x - scores[d]) / sigma;
        if ((set >> d & 1) == 1) {
          product *= Normal.cdf(-z);
          hazards += Normal.ratio(-z) / sigma;
        } else {
          product *= Normal.cdf(z);
        }
      }
      sum += product * hazards * width;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 0.3",
    "4, 1, 0.3",
    "4, 2, 0.3",
    "5, 3, 0.2",
    "5, 4, 0.3",
    "4, 2, 0.05",
    "4, 2, 3"
  })
  void itsExpectationIsTheSmoothedObjectives(int positions, int count, double sigma) {
    Problem problem = Problem.random(positions, count, sigma, 7L * positions + count);
    int rows = 100_000;
    NDArray noise = problem.noise(manager, rows, 2, NoiseKind.INDEPENDENT);
    double[][] found =
        problem.gradients(
            manager,
            rows,
            noise,
            PerturbedGradient.CONDITIONAL,
            SampleBaseline.LEAVE_ONE_OUT,
            DataType.FLOAT64);
    double step = 1e-4 * sigma;
    for (int d = 0; d < positions; d++) {
      double[] more = problem.scores().clone();
      double[] less = problem.scores().clone();
      more[d] += step;
      less[d] -= step;
      double expected = (smoothed(problem, more) - smoothed(problem, less)) / (2 * step);
      double[] entries = column(found, d);
      double standardError = Math.sqrt(variance(entries) / rows);
      assertThat(mean(entries)).isCloseTo(expected, within(4 * standardError + 1e-7 / sigma));
    }
  }

  @Test
  void atAMillionSamplesItEqualsTheSampledGradient() {
    Problem problem = Problem.random(6, 2, 0.3, 3);
    int rows = 500; // of 2,000 samples each
    NDArray noise = problem.noise(manager, rows, 2000, NoiseKind.INDEPENDENT);
    double[][] conditional =
        problem.gradients(
            manager,
            rows,
            noise,
            PerturbedGradient.CONDITIONAL,
            SampleBaseline.LEAVE_ONE_OUT,
            DataType.FLOAT64);
    double[][] sampled =
        problem.gradients(
            manager,
            rows,
            noise,
            PerturbedGradient.SAMPLED,
            SampleBaseline.LEAVE_ONE_OUT,
            DataType.FLOAT64);
    for (int d = 0; d < 6; d++) {
      int at = d;
      double[] differences = // the noise is common
          IntStream.range(0, rows)
              .mapToDouble(row -> conditional[row][at] - sampled[row][at])
              .toArray();
      double standardError = Math.sqrt(variance(differences) / rows);
      assertThat(Math.abs(mean(differences))).isLessThan(4 * standardError);
      assertThat(standardError).isLessThan(0.02 * Math.abs(mean(column(sampled, d))) + 0.005);
    }
  }

  private enum Landscape {
    FLAT {
      @Override
      double[] scores(int positions, Random random) {
        return new double[positions];
      }
    },
    NORMAL {
      @Override
      double[] scores(int positions, Random random) {
        return scaled(random.doubles(positions).map(u -> random.nextGaussian()).toArray());
      }
    },
    BLOBS {
      @Override
      double[] scores(int positions, Random random) {
        return scaled(
            IntStream.range(0, positions)
                .mapToDouble(d -> Math.exp(-Math.pow(d % 10 - 4.5, 2)))
                .toArray());
      }
    },
    HEAVY_TAILED {
      @Override
      double[] scores(int positions, Random random) {
        return scaled(
            random.doubles(positions).map(u -> Math.tan(Math.PI * (u - 0.5) * 0.98)).toArray());
      }
    },
    TIES {
      @Override
      double[] scores(int positions, Random random) {
        return IntStream.range(0, positions).mapToDouble(d -> d % 2).toArray();
      }
    },
    FAR_APART {
      @Override
      double[] scores(int positions, Random random) {
        return IntStream.range(0, positions).mapToDouble(d -> 40 * d).toArray();
      }
    };

    abstract double[] scores(int positions, Random random);

    static double[] scaled(double[] scores) {
      double least = Arrays.stream(scores).min().orElseThrow();
      double most = Arrays.stream(scores).max().orElseThrow();
      return Arrays.stream(scores).map(s -> (s - least) / (most - least)).toArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void itVariesLessThanTheSampledGradientEverywhere(Landscape landscape) {
    int positions = 40;
    for (int count : new int[] {1, 5, positions - 1}) {
      for (double sigma : new double[] {1e-3, 0.05, 0.5}) {
        Random random = new Random(count);
        Problem problem = Problem.of(landscape.scores(positions, random), count, sigma, random);
        int rows = 600;
        NDArray noise = problem.noise(manager, rows, 8, NoiseKind.INDEPENDENT);
        double conditional = total(problem, rows, noise, PerturbedGradient.CONDITIONAL);
        double sampled = total(problem, rows, noise, PerturbedGradient.SAMPLED);
        System.out.printf(
            "%s, K %d, sigma %s: variance %.3g, as sampled %.3g%n",
            landscape, count, sigma, conditional, sampled);
        assertThat(conditional).isFinite();
        // Where all samples choose alike both are 0.
        assertThat(conditional).isLessThanOrEqualTo(sampled);
        if (sampled > 1e-12) {
          assertThat(conditional).isLessThan(0.9 * sampled);
        }
      }
    }
  }

  private double total(Problem problem, int rows, NDArray noise, PerturbedGradient gradient) {
    double[][] found =
        problem.gradients(
            manager, rows, noise, gradient, SampleBaseline.LEAVE_ONE_OUT, DataType.FLOAT64);
    return IntStream.range(0, problem.positions())
        .mapToDouble(d -> variance(column(found, d)))
        .sum();
  }

  /** Why there is a baseline: without it the variance has that of the value's mean too. */
  @Test
  void theBaselineTakesTheValuesMeanOut() {
    Problem problem = Problem.random(20, 3, 0.1, 9);
    for (double[] row : problem.g()) {
      Arrays.setAll(row, d -> row[d] + 5);
    }
    int rows = 1000;
    NDArray noise = problem.noise(manager, rows, 16, NoiseKind.INDEPENDENT);
    double with = total(problem, rows, noise, PerturbedGradient.CONDITIONAL);
    double[][] without =
        problem.gradients(
            manager,
            rows,
            noise,
            PerturbedGradient.CONDITIONAL,
            SampleBaseline.NONE,
            DataType.FLOAT64);
    double bare = IntStream.range(0, 20).mapToDouble(d -> variance(column(without, d))).sum();
    assertThat(with).isLessThan(0.1 * bare);
  }

  @Test
  void allPositionsChosenHaveNoGradient() {
    Problem problem = Problem.random(5, 5, 0.3, 2);
    NDArray noise = problem.noise(manager, 3, 10, NoiseKind.INDEPENDENT);
    double[][] found =
        problem.gradients(
            manager,
            3,
            noise,
            PerturbedGradient.CONDITIONAL,
            SampleBaseline.NONE,
            DataType.FLOAT32);
    for (double[] row : found) {
      assertThat(row).containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void theMeanBelowIsAccurate(DataType type) {
    double[] x = IntStream.rangeClosed(-9000, 20_000).mapToDouble(i -> i / 1000.0).toArray();
    double[] found = meanBelow(type, x);
    double most = type == DataType.FLOAT32 ? 5e-6 : 5e-7;
    for (int i = 0; i < x.length; i++) {
      double expected = -Normal.ratio(x[i]);
      assertThat(found[i])
          .as("below %s", x[i])
          .isCloseTo(expected, within(most * Math.max(1, -expected)));
      if (x[i] >= NormalTail.END) {
        assertThat(found[i]).isZero();
      }
    }
    double inf = Double.POSITIVE_INFINITY;
    double[] ends = meanBelow(type, -inf, -1e30, -12, 1e30, inf, Double.NaN);
    assertThat(ends).startsWith(ends[2], ends[2], ends[2], 0, 0);
    assertThat(ends[2]).isCloseTo(-9.108, within(1e-3));
    assertThat(ends[5]).isFinite();
    // The K-th largest score and another are both infinite: some finite number, no failure.
    NDArray infinite = manager.full(new Shape(1, 1, 1), Float.POSITIVE_INFINITY, type);
    NDArray difference = NormalTail.meanBelow(infinite, infinite.duplicate());
    assertThat(difference.toType(DataType.FLOAT64, false).getDouble()).isFinite();
  }

  /** Returns the means below {@code x}, as the difference of two numbers. */
  private double[] meanBelow(DataType type, double... x) {
    NDArray high = manager.create(x, new Shape(1, 1, x.length)).toType(type, false).add(0.5);
    NDArray low = manager.full(new Shape(1, 1, 1), 0.5f, type);
    NDArray found = NormalTail.meanBelow(high, low);
    assertThat(found.getShape()).isEqualTo(new Shape(1, 1, x.length));
    return found.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  private static double[] column(double[][] rows, int d) {
    return Arrays.stream(rows).mapToDouble(row -> row[d]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }
}
