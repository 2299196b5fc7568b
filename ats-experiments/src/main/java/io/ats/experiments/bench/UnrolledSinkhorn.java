package io.ats.experiments.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/**
 * Sinkhorn's iterations as usually written, in the log domain with two potentials, for autograd to
 * differentiate through all of them: the alternative to the implicit gradient. Arrays that the
 * graph does not need are closed at once, to keep its memory as small as possible.
 */
final class UnrolledSinkhorn {

  private UnrolledSinkhorn() {}

  /**
   * Returns the assignment of scores to ranks, cost {@code (s_i − j)²}.
   *
   * @param scores {@code (B,D)} float64
   * @param count {@code K < D}
   * @return {@code Y}, {@code (B,K,D)}
   */
  static NDArray assign(NDArray scores, int count, double epsilon, int iterations) {
    NDManager manager = scores.getManager();
    NDArray anchors = manager.arange(0f, count + 1f, 1f, DataType.FLOAT64);
    NDArray distance = scores.expandDims(1).sub(anchors.reshape(new Shape(1, -1, 1)));
    NDArray kernel = Scalars.over(distance.square(), -epsilon); // −C/ε (B,J,D)
    double rejected = scores.getShape().get(1) - count;
    NDArray ones = manager.ones(new Shape(1, count, 1), DataType.FLOAT64);
    NDArray mass = Scalars.times(ones.get(":,0:1"), rejected).concat(ones, 1).log(); // (1,J,1)
    NDArray ofAnchors = mass.zerosLike();
    NDArray ofScores = logSum(kernel.add(ofAnchors), 1).neg();
    for (int done = 0; done < iterations; done++) {
      ofAnchors = logSum(kernel.add(ofScores), 2).sub(mass).neg(); // (B,J,1)
      ofScores = logSum(kernel.add(ofAnchors), 1).neg(); // (B,1,D)
    }
    return kernel.add(ofAnchors).add(ofScores).exp().get(new NDIndex(":,1:"));
  }

  /** Returns {@code log Σ e^x} along an axis, and closes {@code x}. */
  private static NDArray logSum(NDArray x, int axis) {
    try (x;
        NDArray stopped = x.stopGradient()) {
      NDArray largest = stopped.max(new int[] {axis}, true);
      try (NDArray shifted = x.sub(largest);
          NDArray powers = shifted.exp();
          NDArray sum = powers.sum(new int[] {axis}, true);
          NDArray log = sum.log()) {
        return log.add(largest);
      }
    }
  }
}
