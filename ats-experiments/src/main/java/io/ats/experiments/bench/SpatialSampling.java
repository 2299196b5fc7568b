package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.geometry.HilbertCurve;
import io.ats.core.sampling.Draws;
import io.ats.core.sampling.GradientEstimator;
import io.ats.core.sampling.Randomness;
import io.ats.core.sampling.SampleWeights;
import io.ats.core.sampling.SystematicDraws;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Attention sampling on a grid of 32 × 32 positions, too many to enumerate: the mean squared error
 * of the value {@code ⟨g, Φ̂⟩} and of its gradient with respect to the scores over simulated draws,
 * which is their variance where an estimate is unbiased.
 *
 * @param scores {@code s}, {@code (D)}
 * @param features {@code ⟨g, f_i⟩}, {@code (D)}
 */
record SpatialSampling(double[] scores, double[] features) {

  private static final int SIDE = 32;
  private static final int DRAWS = 8;
  private static final int ROWS = 250;

  /** Attention and features of an image. */
  enum Landscape {
    /** Attention in five blobs; features smooth in space, as those of overlapping patches. */
    BLOBS("attention in blobs, smooth features", true, true),
    /** Attention in five blobs; features independent. */
    NOISE("attention in blobs, random features", true, false),
    /** Equal attention; features smooth in space. */
    FLAT("flat attention, smooth features", false, true);

    final String title;
    private final boolean blobs;
    private final boolean smooth;

    Landscape(String title, boolean blobs, boolean smooth) {
      this.title = title;
      this.blobs = blobs;
      this.smooth = smooth;
    }

    SpatialSampling problem(long seed) {
      Random random = new Random(seed);
      double[] attention = field(random, 5, 1.5);
      double[] features = field(random, 12, 6);
      return new SpatialSampling(
          IntStream.range(0, SIDE * SIDE)
              .mapToDouble(i -> blobs ? Math.log(Math.abs(attention[i]) + 1e-4) : 0)
              .toArray(),
          smooth ? features : random.doubles((long) SIDE * SIDE, -1, 1).toArray());
    }

    /** Returns a sum of Gaussian bumps of random signs. */
    private static double[] field(Random random, int bumps, double width) {
      double[] field = new double[SIDE * SIDE];
      for (int bump = 0; bump < bumps; bump++) {
        double row = random.nextDouble() * SIDE;
        double column = random.nextDouble() * SIDE;
        double height = random.nextBoolean() ? 1 : -1;
        for (int i = 0; i < field.length; i++) {
          double distance = Math.pow(i / SIDE - row, 2) + Math.pow(i % SIDE - column, 2);
          field[i] += height * Math.exp(-distance / (2 * width * width));
        }
      }
      return field;
    }
  }

  /** A way to draw and to weigh. */
  enum Method {
    SYSTEMATIC("ats-systematic") {
      @Override
      NDArray estimate(NDArray attention, NDArray features) {
        NDManager manager = attention.getManager();
        NDArray inclusion = SystematicDraws.inclusion(attention, DRAWS);
        NDArray drawn =
            SystematicDraws.positions(
                inclusion,
                DRAWS,
                HilbertCurve.order(SIDE, SIDE),
                SystematicDraws.start(Randomness.ENGINE, manager, ROWS));
        return SystematicDraws.weights(attention, inclusion, drawn).mul(features.gather(drawn, 1));
      }
    },
    UNORDERED_SET("unordered-set") {
      @Override
      NDArray estimate(NDArray attention, NDArray features) {
        return distinct(GradientEstimator.UNORDERED_SET, attention, features);
      }
    },
    RAO_BLACKWELL("rao-blackwell") {
      @Override
      NDArray estimate(NDArray attention, NDArray features) {
        return distinct(GradientEstimator.RAO_BLACKWELL, attention, features);
      }
    },
    WITH_REPLACEMENT("with replacement") {
      @Override
      NDArray estimate(NDArray attention, NDArray features) {
        NDArray drawn = Draws.withReplacement(attention, DRAWS, Randomness.ENGINE);
        return SampleWeights.withReplacement(attention.gather(drawn, 1))
            .mul(features.gather(drawn, 1));
      }
    };

    final String title;

    Method(String title) {
      this.title = title;
    }

    /** Returns the terms {@code w_k ⟨g, f_{q_k}⟩} of a draw a row, {@code (rows,K)}. */
    abstract NDArray estimate(NDArray attention, NDArray features);

    private static NDArray distinct(
        GradientEstimator estimator, NDArray attention, NDArray features) {
      NDArray drawn = Draws.withoutReplacement(attention, DRAWS, Randomness.ENGINE);
      return estimator.weights(attention, drawn).mul(features.gather(drawn, 1));
    }
  }

  /** Squared errors, means over the draws. */
  record Errors(double value, double gradient) {}

  /** Simulates {@code repeats} times 250 draws. */
  Errors simulate(Method method, int repeats) {
    Engine.getInstance().setRandomSeed(1);
    int positions = scores.length;
    double[] attention = Outcomes.softmax(scores);
    double[] truth = Outcomes.softmaxGradient(attention, features);
    double mean = IntStream.range(0, positions).mapToDouble(i -> attention[i] * features[i]).sum();
    double value = 0;
    double gradient = 0;
    for (int repeat = 0; repeat < repeats; repeat++) {
      try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
        NDArray rows = manager.create(scores, new Shape(1, positions)).repeat(0, ROWS);
        NDArray tiled = manager.create(features, new Shape(1, positions)).repeat(0, ROWS);
        rows.setRequiresGradient(true);
        double[] values;
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          NDArray estimates = method.estimate(rows.softmax(1), tiled).sum(new int[] {1});
          values = estimates.stopGradient().toDoubleArray();
          collector.backward(estimates.sum());
        }
        double[] found = rows.getGradient().toDoubleArray();
        for (int row = 0; row < ROWS; row++) {
          value += Math.pow(values[row] - mean, 2);
          for (int i = 0; i < positions; i++) {
            gradient += Math.pow(found[row * positions + i] - truth[i], 2);
          }
        }
      }
    }
    double draws = (double) repeats * ROWS;
    return new Errors(value / draws, gradient / draws);
  }
}
