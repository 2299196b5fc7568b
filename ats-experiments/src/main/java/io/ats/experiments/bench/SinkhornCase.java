package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.topk.sinkhorn.Sinkhorn;
import java.util.Random;

/**
 * A gradient of Sinkhorn top-K, {@code ∂⟨G,Y⟩/∂s} in float64, for random scores, uniform in [0,1],
 * and a random direction {@code G}.
 *
 * @param batch {@code B}
 * @param positions {@code D}
 * @param count {@code K}
 * @param epsilon {@code ε}
 * @param iterations in the forward pass
 */
record SinkhornCase(int batch, int positions, int count, double epsilon, int iterations) {

  /** How the gradient is computed. */
  enum Way {
    /** By the implicit function theorem, after all iterations. */
    IMPLICIT,
    /** The same, but the iterations stop at the selector's default tolerance. */
    IMPLICIT_TO_TOLERANCE,
    /** By autograd through all iterations. */
    UNROLLED
  }

  /**
   * A gradient and its time.
   *
   * @param gradient {@code (B,D)}, flat
   * @param milliseconds of the forward and backward pass
   * @param backward milliseconds of the backward pass alone
   */
  record Outcome(double[] gradient, double milliseconds, double backward) {}

  private static final double TOLERANCE = 1e-3;
  private static final int CHECK_EVERY = 10;

  Outcome run(Way way, Device device) {
    Random random = new Random(1);
    double[] scores = random.doubles((long) batch * positions).toArray();
    double[] direction = random.doubles((long) batch * count * positions, -1, 1).toArray();
    try (NDManager manager = NDManager.newBaseManager(device)) {
      NDArray leaf = manager.create(scores, new Shape(batch, positions));
      leaf.setRequiresGradient(true);
      NDArray g = manager.create(direction, new Shape(batch, count, positions));
      long start = System.nanoTime();
      long half;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray value = assign(way, leaf).mul(g).sum();
        value.getDouble(); // waits for the forward pass
        half = System.nanoTime();
        collector.backward(value);
      }
      double[] gradient = leaf.getGradient().toDoubleArray();
      long end = System.nanoTime();
      return new Outcome(gradient, (end - start) * 1e-6, (end - half) * 1e-6);
    }
  }

  private NDArray assign(Way way, NDArray scores) {
    return switch (way) {
      case IMPLICIT -> new Sinkhorn(epsilon, 0, iterations, iterations).assign(scores, count);
      case IMPLICIT_TO_TOLERANCE ->
          new Sinkhorn(epsilon, TOLERANCE, iterations, CHECK_EVERY).assign(scores, count);
      case UNROLLED -> UnrolledSinkhorn.assign(scores, count, epsilon, iterations);
    };
  }

  @Override
  public String toString() {
    return "B %d, D %d, K %d, ε %s, %d iterations"
        .formatted(batch, positions, count, epsilon, iterations);
  }
}
