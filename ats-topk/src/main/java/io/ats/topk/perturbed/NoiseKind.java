package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** How the {@code N} perturbations of an image's scores depend on each other. */
public enum NoiseKind {
  /** Not at all. */
  INDEPENDENT {
    @Override
    public NDArray draw(NDManager manager, Shape shape, double sigma, DataType type) {
      return manager.randomNormal(0, (float) sigma, shape, type);
    }
  },
  /**
   * In pairs {@code ±ε}: sample {@code n} and sample {@code n + N/2}; {@code N} must be even. What
   * a baseline subtracts from both cancels, so that it has no effect.
   */
  ANTITHETIC {
    @Override
    public NDArray draw(NDManager manager, Shape shape, double sigma, DataType type) {
      Shape half = new Shape(shape.get(0), shape.get(1) / 2, shape.get(2));
      try (NDArray drawn = manager.randomNormal(0, (float) sigma, half, type);
          NDArray opposite = drawn.neg()) {
        return drawn.concat(opposite, 1);
      }
    }
  },
  /** Not at all within an image, but all images of the batch have the same ones. */
  SHARED {
    @Override
    public NDArray draw(NDManager manager, Shape shape, double sigma, DataType type) {
      return manager.randomNormal(0, (float) sigma, shape.slice(1), type);
    }
  };

  /**
   * Draws {@code ε ~ N(0, σ²I)}.
   *
   * @param manager owns the result
   * @param shape {@code (B,N,D)}
   * @return {@code (B,N,D)}, or {@code (N,D)} where all images have the same
   */
  public abstract NDArray draw(NDManager manager, Shape shape, double sigma, DataType type);
}
