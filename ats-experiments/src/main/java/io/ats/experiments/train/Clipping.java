package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.ats.core.math.Scalars;
import java.util.Collection;

/**
 * Limits gradients: each entry to {@code ±value}, then all of them together to a norm of at most
 * {@code norm}.
 *
 * @param value the largest magnitude of an entry; 0: no limit
 * @param norm the largest norm; 0: no limit
 */
record Clipping(double value, double norm) {

  private static final float TINY = 1e-12f;

  /** Limits the gradients in place. */
  void apply(Collection<NDArray> gradients) {
    if (value > 0) {
      gradients.forEach(gradient -> Values.copy(Scalars.clip(gradient, -value, value), gradient));
    }
    if (norm > 0) {
      scale(gradients);
    }
  }

  private void scale(Collection<NDArray> gradients) {
    NDList squares = new NDList(gradients.size());
    for (NDArray gradient : gradients) {
      squares.add(gradient.flatten().square().sum());
    }
    NDArray found = NDArrays.stack(squares).sum().sqrt();
    NDArray scale =
        Scalars.atMost(Scalars.times(Scalars.inverse(Scalars.atLeast(found, TINY)), norm), 1);
    gradients.forEach(gradient -> gradient.muli(scale));
  }
}
