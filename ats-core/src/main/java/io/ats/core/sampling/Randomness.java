package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Where the random numbers of a forward pass come from. */
public interface Randomness {

  /** The engine's generator, in whatever state it is. */
  Randomness ENGINE =
      new Randomness() {
        @Override
        public NDArray uniform(
            NDManager manager, double low, double high, Shape shape, DataType type) {
          return manager.randomUniform((float) low, (float) high, shape, type);
        }

        @Override
        public NDArray normal(NDManager manager, double deviation, Shape shape, DataType type) {
          return manager.randomNormal(0, (float) deviation, shape, type);
        }

        @Override
        public NDArray shared(NDManager manager, double deviation, Shape shape, DataType type) {
          return normal(manager, deviation, shape, type);
        }
      };

  /**
   * Draws uniformly from {@code [low,high)}.
   *
   * @param shape {@code (B·R,…)}: the rows of an image are consecutive
   */
  NDArray uniform(NDManager manager, double low, double high, Shape shape, DataType type);

  /**
   * Draws from {@code N(0, deviation²)}.
   *
   * @param shape {@code (B·R,…)}: the rows of an image are consecutive
   */
  NDArray normal(NDManager manager, double deviation, Shape shape, DataType type);

  /**
   * Draws from {@code N(0, deviation²)} what all images of the batch share.
   *
   * @param shape any
   */
  NDArray shared(NDManager manager, double deviation, Shape shape, DataType type);
}
