package io.ats.topk.perturbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Gradients;
import io.ats.topk.base.Blends;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SparseTopKTest {

  private static final double SIGMA = 0.3;

  private final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(11);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Scores, noise and patches of {@code F} values, float64; loss {@code Σ_k ⟨g_k + X_k, X_k⟩}. */
  private final class Problem {
    final int batch;
    final int count;
    final int positions;
    final double sigma;
    final NDArray scores; // (B,D)
    final NDArray noise; // (B,N,D) or (N,D)
    final NDArray patches; // (B,D,1,1,F)
    final NDArray direction; // (B,K,1,1,F)

    Problem(int batch, int samples, int positions, int count, double sigma, NoiseKind kind) {
      this.batch = batch;
      this.count = count;
      this.positions = positions;
      this.sigma = sigma;
      scores = uniform(new Shape(batch, positions));
      Shape shape = new Shape(batch, samples, positions);
      noise = kind.draw(Randomness.ENGINE, manager, shape, sigma, DataType.FLOAT64);
      patches = uniform(new Shape(batch, positions, 1, 1, 3));
      direction = uniform(new Shape(batch, count, 1, 1, 3)).sub(0.5f);
    }

    NDArray uniform(Shape shape) {
      return manager.randomUniform(0f, 1f, shape, DataType.FLOAT64);
    }

    NDArray mixed(NDArray from, SampleBaseline baseline) {
      NDArray at = noise.toType(from.getDataType(), false);
      SparseTopK chosen =
          SparseTopK.of(from, at, sigma, count, PerturbedGradient.SAMPLED, baseline);
      return chosen.mix(cut(chosen, patches.toType(from.getDataType(), false)));
    }

    NDArray loss(NDArray mixed) {
      return direction.toType(mixed.getDataType(), false).add(mixed).mul(mixed).sum();
    }

    DenseReference dense(int b) {
      double[][] all = rows(noise);
      int samples = noise.getShape().dimension() == 2 ? all.length : all.length / batch;
      double[][] own =
          noise.getShape().dimension() == 2
              ? all
              : Arrays.copyOfRange(all, b * samples, (b + 1) * samples);
      return new DenseReference(rows(scores)[b], own, sigma, count);
    }

    /** {@code X_k} of image {@code b} for a {@code (K,D)} matrix {@code Y}. */
    double[][] mixed(int b, double[][] y) {
      double[][] values = rows(patches);
      double[][] mixed = new double[count][3];
      for (int k = 0; k < count; k++) {
        for (int d = 0; d < positions; d++) {
          for (int f = 0; f < 3; f++) {
            mixed[k][f] += y[k][d] * values[b * positions + d][f];
          }
        }
      }
      return mixed;
    }

    /** {@code G[k,d] = ⟨∂L/∂X_k, patch_d⟩}. */
    double[][] g(int b, double[][] mixed) {
      double[][] values = rows(patches);
      double[][] direct = rows(direction);
      double[][] g = new double[count][positions];
      for (int k = 0; k < count; k++) {
        for (int d = 0; d < positions; d++) {
          for (int f = 0; f < 3; f++) {
            g[k][d] += (direct[b * count + k][f] + 2 * mixed[k][f]) * values[b * positions + d][f];
          }
        }
      }
      return g;
    }
  }

  private static NDArray cut(SparseTopK chosen, NDArray patches) {
    Shape shape = patches.getShape();
    long size = chosen.positions().getShape().get(1);
    NDArray index =
        chosen.positions().expandDims(2).broadcast(shape.get(0), size, shape.slice(2).size());
    return patches
        .reshape(shape.get(0), shape.get(1), -1)
        .gather(index, 1)
        .reshape(new Shape(shape.get(0), size).addAll(shape.slice(2)));
  }

  private static double[][] rows(NDArray array) {
    double[] flat = Pictures.doubles(array);
    Shape shape = array.getShape();
    int width = (int) shape.get(shape.dimension() - 1);
    return IntStream.range(0, flat.length / width)
        .mapToObj(i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width))
        .toArray(double[][]::new);
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "INDEPENDENT, LEAVE_ONE_OUT, 3, 40, 50, 4, 0.3",
    "INDEPENDENT, NONE,          3, 40, 50, 4, 0.05",
    "ANTITHETIC,  NONE,          2, 30, 17, 3, 0.3",
    "ANTITHETIC,  LEAVE_ONE_OUT, 2, 30, 17, 3, 0.3",
    "SHARED,      LEAVE_ONE_OUT, 3, 25, 23, 5, 0.5",
    "SHARED,      NONE,          2, 25, 23, 1, 0.01",
    "INDEPENDENT, LEAVE_ONE_OUT, 1, 2,  6,  2, 1",
    "INDEPENDENT, NONE,          2, 1,  6,  2, 1",
    "INDEPENDENT, LEAVE_ONE_OUT, 2, 60, 7,  7, 1", // K = D
    "INDEPENDENT, LEAVE_ONE_OUT, 2, 9,  1,  1, 1", // one cell
    "INDEPENDENT, LEAVE_ONE_OUT, 2, 300, 400, 10, 5" // every position in some support
  })
  void valueAndGradientAreTheDenseDefinitions(
      NoiseKind kind, SampleBaseline baseline, int b, int n, int d, int k, double sigma) {
    Problem problem = new Problem(b, n, d, k, sigma, kind);
    double[] mixed = Pictures.doubles(problem.mixed(problem.scores, baseline));
    double[] gradient = Gradients.of(s -> problem.loss(problem.mixed(s, baseline)), problem.scores);
    double[][] single =
        rows(
            problem.mixed(problem.scores.toType(DataType.FLOAT32, false), baseline).reshape(b, -1));
    double[] singleGradient =
        Gradients.of(
            s -> problem.loss(problem.mixed(s, baseline)),
            problem.scores.toType(DataType.FLOAT32, false));
    for (int image = 0; image < b; image++) {
      DenseReference dense = problem.dense(image);
      double[][] expected = problem.mixed(image, dense.mean());
      assertThat(
              Gradients.distance(
                  Arrays.copyOfRange(mixed, image * 3 * k, (image + 1) * 3 * k), flat(expected)))
          .isLessThan(1e-6); // of 1/N, a float32
      assertThat(Gradients.distance(single[image], flat(expected))).isLessThan(1e-5);
      double[] slope = dense.gradient(problem.g(image, expected), baseline);
      double scale = Math.max(1, Arrays.stream(slope).map(Math::abs).max().orElseThrow());
      assertThat(
              Gradients.distance(Arrays.copyOfRange(gradient, image * d, (image + 1) * d), slope))
          .isLessThan(1e-6 * scale);
      assertThat(
              Gradients.distance(
                  Arrays.copyOfRange(singleGradient, image * d, (image + 1) * d), slope))
          .isLessThan(2e-4 * scale);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPositionThatSomeSampleChoseIsHeldOnce(NoiseKind kind) {
    Problem problem = new Problem(3, 20, 40, 4, 0.1, kind);
    SparseTopK chosen =
        SparseTopK.of(
            problem.scores,
            problem.noise,
            problem.sigma,
            4,
            PerturbedGradient.SAMPLED,
            SampleBaseline.LEAVE_ONE_OUT);
    int size = (int) chosen.positions().getShape().get(1);
    double[][] weights = rows(chosen.weights()); // (B·K,U)
    long[] positions = chosen.positions().toLongArray();
    int largest = 0;
    for (int b = 0; b < 3; b++) {
      double[][] mean = problem.dense(b).mean();
      long[] expected =
          IntStream.range(0, 40)
              .filter(d -> Arrays.stream(mean).anyMatch(row -> row[d] > 0))
              .asLongStream()
              .toArray();
      long[] own = Arrays.copyOfRange(positions, b * size, (b + 1) * size);
      assertThat(Arrays.copyOf(own, expected.length)).containsExactly(expected);
      assertThat(Arrays.stream(own, expected.length, size).boxed()).allMatch(filled -> filled == 0);
      largest = Math.max(largest, expected.length);
      double[] density = rows(chosen.density())[b];
      for (int d = 0; d < 40; d++) {
        double share = 0;
        for (int k = 0; k < 4; k++) {
          share += mean[k][d] / 4;
        }
        assertThat(density[d]).isCloseTo(share, within(1e-7));
      }
      long[] modes = Blends.heaviest(chosen.weights(), chosen.positions()).toLongArray();
      for (int k = 0; k < 4; k++) {
        double[] row = weights[b * 4 + k];
        assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-6));
        for (int u = expected.length; u < size; u++) {
          assertThat(row[u]).as("weight of what is filled up").isZero();
        }
        double most = Arrays.stream(mean[k]).max().orElseThrow();
        assertThat(mean[k][(int) modes[b * 4 + k]]).isEqualTo(most);
      }
    }
    assertThat(size).isEqualTo(largest).isLessThan(40);
  }

  @Test
  void withLittleNoiseTheSlotsAreTheHardTopKInOrderOfPosition() {
    NDArray scores =
        manager.create(new float[] {3, 9, -1, 7, 8, 0, 1, 2, 5, 4, -3, 6}, new Shape(2, 6));
    NDArray noise = manager.randomNormal(0f, 1e-3f, new Shape(2, 8, 6), DataType.FLOAT32);
    SparseTopK chosen =
        SparseTopK.of(
            scores, noise, 1e-3, 3, PerturbedGradient.SAMPLED, SampleBaseline.LEAVE_ONE_OUT);
    assertThat(chosen.positions().toLongArray()).containsExactly(1, 3, 4, 2, 3, 5);
    assertThat(Blends.heaviest(chosen.weights(), chosen.positions()).toLongArray())
        .containsExactly(1, 3, 4, 2, 3, 5);
    Pictures.assertClose(
        chosen.weights().toFloatArray(),
        new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1},
        1e-6);
  }

  @Test
  void allPositionsChosenLeaveNothingToLearn() {
    Problem problem = new Problem(2, 10, 5, 5, 0.3, NoiseKind.INDEPENDENT);
    double[] gradient =
        Gradients.of(
            s -> problem.loss(problem.mixed(s, SampleBaseline.LEAVE_ONE_OUT)), problem.scores);
    assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isLessThan(1e-6);
    Pictures.assertClose(
        Pictures.floats(problem.mixed(problem.scores, SampleBaseline.LEAVE_ONE_OUT)),
        Pictures.doubles(problem.patches),
        1e-6);
  }

  @Test
  void equalScoresChooseEveryPositionAlike() {
    NDArray scores = manager.zeros(new Shape(1, 5), DataType.FLOAT64);
    NDArray noise = manager.randomNormal(0f, 0.05f, new Shape(1, 100_000, 5), DataType.FLOAT64);
    SparseTopK chosen =
        SparseTopK.of(scores, noise, 0.05, 2, PerturbedGradient.SAMPLED, SampleBaseline.NONE);
    double standardError = Math.sqrt(0.4 * 0.6 / 100_000) / 2;
    for (double share : Pictures.doubles(chosen.density())) {
      assertThat(share).isCloseTo(0.2, within(4 * standardError));
    }
  }

  /** {@code Y_0 = Φ(Δ/(σ√2))} for two positions and one slot; exact. */
  @Test
  void twoPositionsAgreeWithTheClosedForm() {
    int samples = 400_000;
    double[] values = {2, -1};
    for (double difference : new double[] {0, 0.4, -1}) {
      NDArray scores = manager.create(new double[] {0.1 + difference, 0.1}, new Shape(1, 2));
      NDArray noise =
          manager.randomNormal(0f, (float) SIGMA, new Shape(1, samples, 2), DataType.FLOAT64);
      NDArray patches = manager.create(values, new Shape(1, 2, 1, 1, 1));
      double spread = SIGMA * Math.sqrt(2);
      double expected =
          (values[0] - values[1])
              * Math.exp(-0.5 * Math.pow(difference / spread, 2))
              / (spread * Math.sqrt(2 * Math.PI));
      SparseTopK chosen =
          SparseTopK.of(
              scores, noise, SIGMA, 1, PerturbedGradient.SAMPLED, SampleBaseline.LEAVE_ONE_OUT);
      double share = Pictures.doubles(chosen.density())[0];
      assertThat(share)
          .isCloseTo(normalCdf(difference / spread), within(4 * 0.5 / Math.sqrt(samples)));
      double[] gradient =
          Gradients.of(
              s -> {
                SparseTopK at =
                    SparseTopK.of(
                        s,
                        noise,
                        SIGMA,
                        1,
                        PerturbedGradient.SAMPLED,
                        SampleBaseline.LEAVE_ONE_OUT);
                return at.mix(cut(at, patches)).sum();
              },
              scores);
      double standardError = 3 / SIGMA / 2 / Math.sqrt(samples); // |a − ā| at most 3, about half
      assertThat(gradient[0]).isCloseTo(expected, within(4 * standardError));
      assertThat(gradient[1]).isCloseTo(-expected, within(4 * standardError));
    }
  }

  /** By the midpoint rule. */
  private static double normalCdf(double x) {
    int steps = 20_000;
    double width = (x + 10) / steps;
    return IntStream.range(0, steps)
        .mapToDouble(i -> -10 + (i + 0.5) * width)
        .map(t -> Math.exp(-0.5 * t * t) / Math.sqrt(2 * Math.PI) * width)
        .sum();
  }

  /** The smoothed objective {@code E⟨G,Y(s + σZ)⟩}, differentiated by moving {@code s}. */
  @ParameterizedTest
  @CsvSource({"6, 2, LEAVE_ONE_OUT", "6, 2, NONE", "5, 3, LEAVE_ONE_OUT", "4, 1, LEAVE_ONE_OUT"})
  void monteCarloGradientIsThatOfTheSmoothedObjective(
      int positions, int count, SampleBaseline baseline) {
    int samples = 100_000;
    double step = 0.02;
    Random random = new Random(positions + count);
    double[] scores = random.doubles(positions).toArray();
    double[][] g = new double[count][];
    for (int k = 0; k < count; k++) {
      g[k] = random.doubles(positions, -1, 1).toArray();
    }
    NDArray noise =
        NoiseKind.INDEPENDENT.draw(
            Randomness.ENGINE, manager, new Shape(1, samples, positions), SIGMA, DataType.FLOAT64);
    double[] found =
        Gradients.of(
            s -> {
              SparseTopK chosen =
                  SparseTopK.of(s, noise, SIGMA, count, PerturbedGradient.SAMPLED, baseline);
              NDArray all = manager.create(flat(g), new Shape(1, count, positions));
              NDArray at = chosen.positions().expandDims(1);
              return chosen.weights().mul(all.gather(at.repeat(1, count), 2)).sum();
            },
            manager.create(scores, new Shape(1, positions)));
    DenseReference dense = new DenseReference(scores, rows(noise), SIGMA, count);
    double[][] terms = dense.terms(g, baseline);
    double largest = Arrays.stream(found).map(Math::abs).max().orElseThrow();
    double worst = 0;
    for (int d = 0; d < positions; d++) {
      int at = d;
      double[] more = moved(dense, d, step).products(g);
      double[] less = moved(dense, d, -step).products(g);
      double[] differences =
          IntStream.range(0, samples).mapToDouble(n -> (more[n] - less[n]) / (2 * step)).toArray();
      double[] both = // what the two estimates of one sample differ by: the noise is common
          IntStream.range(0, samples).mapToDouble(n -> terms[n][at] - differences[n]).toArray();
      double standardError = deviation(both) / Math.sqrt(samples);
      double difference = found[d] - mean(differences);
      assertThat(standardError).as("fine enough to see an error").isLessThan(0.05 * largest);
      assertThat(Math.abs(difference)).isLessThan(4 * standardError);
      worst = Math.max(worst, Math.abs(difference) / standardError);
    }
    System.out.printf(
        "D %d, K %d, %s: at most %.2f standard errors from finite differences%n",
        positions, count, baseline, worst);
  }

  private static DenseReference moved(DenseReference at, int d, double step) {
    double[] scores = at.scores().clone();
    scores[d] += step;
    return new DenseReference(scores, at.noise(), at.sigma(), at.count());
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(mean(DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).toArray()));
  }

  /** The reference has 300,000 samples of another generator. */
  @ParameterizedTest
  @CsvSource({"6, 3", "3, 2", "2, 1"})
  void fewPositionsAgreeWithAReferenceOfManySamples(int positions, int count) {
    int samples = 100_000;
    Random random = new Random(7L * positions);
    double[] scores = random.doubles(positions).toArray();
    double[][] noise = new double[300_000][];
    for (int n = 0; n < noise.length; n++) {
      noise[n] = random.doubles(positions).map(u -> SIGMA * random.nextGaussian()).toArray();
    }
    double[][] expected = new DenseReference(scores, noise, SIGMA, count).mean();
    NDArray drawn =
        manager.randomNormal(0f, (float) SIGMA, new Shape(1, samples, positions), DataType.FLOAT64);
    SparseTopK chosen =
        SparseTopK.of(
            manager.create(scores, new Shape(1, positions)),
            drawn,
            SIGMA,
            count,
            PerturbedGradient.SAMPLED,
            SampleBaseline.NONE);
    double[][] weights = rows(chosen.weights());
    long[] held = chosen.positions().toLongArray();
    for (int k = 0; k < count; k++) {
      double[] dense = new double[positions];
      for (int u = 0; u < held.length; u++) {
        dense[(int) held[u]] = weights[k][u];
      }
      assertThat(Gradients.distance(dense, expected[k])).isLessThan(4 * 0.5 / Math.sqrt(75_000));
    }
  }

  /** Every row is an estimate of its own, of few samples. */
  @ParameterizedTest
  @CsvSource({
    "INDEPENDENT, LEAVE_ONE_OUT, 2",
    "INDEPENDENT, LEAVE_ONE_OUT, 3",
    "INDEPENDENT, NONE,          2",
    "ANTITHETIC,  NONE,          2",
    "ANTITHETIC,  NONE,          4"
  })
  void fewSamplesGiveAnUnbiasedGradient(NoiseKind kind, SampleBaseline baseline, int samples) {
    Estimates found = estimates(kind, baseline, samples);
    assertThat(found.mean()).isCloseTo(found.truth, within(4 * found.standardError()));
    assertThat(found.standardError()).isLessThan(0.03 * found.truth);
  }

  @Test
  void leaveOneOutVariesLess() {
    for (int samples : new int[] {5, 50}) {
      double with =
          estimates(NoiseKind.INDEPENDENT, SampleBaseline.LEAVE_ONE_OUT, samples).spread();
      double without = estimates(NoiseKind.INDEPENDENT, SampleBaseline.NONE, samples).spread();
      System.out.printf("N %d: deviation %.3f, without baseline %.3f%n", samples, with, without);
      assertThat(with).isPositive().isLessThan(0.8 * without);
    }
  }

  /** Why antithetic noise has no baseline: leave-one-out's factor is all that would be left. */
  @Test
  void antitheticNoiseCancelsABaselineButNotItsFactor() {
    Estimates found = estimates(NoiseKind.ANTITHETIC, SampleBaseline.LEAVE_ONE_OUT, 2);
    assertThat(found.mean()).isCloseTo(2 * found.truth, within(8 * found.standardError()));
  }

  private record Estimates(double[] all, double truth) {
    double mean() {
      return SparseTopKTest.mean(all);
    }

    double spread() {
      return deviation(all);
    }

    double standardError() {
      return spread() / Math.sqrt(all.length);
    }
  }

  private Estimates estimates(NoiseKind kind, SampleBaseline baseline, int samples) {
    int rows = 60_000;
    double difference = 0.2;
    double[] values = {3, 1};
    NDArray scores = manager.create(new double[] {difference, 0}, new Shape(1, 2)).repeat(0, rows);
    NDArray noise =
        kind.draw(Randomness.ENGINE, manager, new Shape(rows, samples, 2), SIGMA, DataType.FLOAT64);
    NDArray patches = manager.create(values, new Shape(1, 2, 1, 1, 1)).repeat(0, rows);
    double[] gradient =
        Gradients.of(
            s -> {
              SparseTopK chosen =
                  SparseTopK.of(s, noise, SIGMA, 1, PerturbedGradient.SAMPLED, baseline);
              return chosen.mix(cut(chosen, patches)).sum();
            },
            scores);
    double spread = SIGMA * Math.sqrt(2);
    double truth =
        (values[0] - values[1])
            * Math.exp(-0.5 * Math.pow(difference / spread, 2))
            / (spread * Math.sqrt(2 * Math.PI));
    return new Estimates(
        IntStream.range(0, rows).mapToDouble(row -> gradient[2 * row]).toArray(), truth);
  }

  @Test
  void aNanScoreMakesEveryPatchOfItsImageNanAndNoOther() {
    Problem problem = new Problem(2, 10, 9, 3, 0.3, NoiseKind.INDEPENDENT);
    double[] values = problem.scores.toDoubleArray();
    values[9 + 4] = Double.NaN;
    double[][] mixed =
        rows(
            problem
                .mixed(manager.create(values, new Shape(2, 9)), SampleBaseline.LEAVE_ONE_OUT)
                .reshape(2, -1));
    assertThat(mixed[0]).doesNotContain(Double.NaN);
    assertThat(mixed[1]).containsOnly(Double.NaN);
  }
}
