package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.sampling.Randomness;

/** Dependence between the {@code N} noise samples of an image, and between images. */
public enum NoiseKind {
  /** All samples are independent. */
  INDEPENDENT {
    @Override
    public NDArray draw(
        Randomness random, NDManager manager, Shape shape, double sigma, DataType type) {
      return random.normal(manager, sigma, shape, type);
    }
  },
  /**
   * Samples come in pairs {@code ±ε}, {@code n} and {@code n + N/2}; {@code N} must be even. A
   * baseline has no effect, since it cancels within each pair.
   */
  ANTITHETIC {
    @Override
    public NDArray draw(
        Randomness random, NDManager manager, Shape shape, double sigma, DataType type) {
      Shape half = new Shape(shape.get(0), shape.get(1) / 2, shape.get(2));
      try (NDArray drawn = random.normal(manager, sigma, half, type);
          NDArray opposite = drawn.neg()) {
        return drawn.concat(opposite, 1);
      }
    }
  },
  /** Samples are independent, and the same for all images of the batch. */
  SHARED {
    @Override
    public NDArray draw(
        Randomness random, NDManager manager, Shape shape, double sigma, DataType type) {
      return random.shared(manager, sigma, shape.slice(1), type);
    }
  };

  /**
   * Draws {@code ε ~ N(0, σ²I)}.
   *
   * @param manager owner of the result
   * @param shape {@code (B,N,D)}
   * @return {@code (B,N,D)}, or {@code (N,D)} if the images share the samples
   */
  public abstract NDArray draw(
      Randomness random, NDManager manager, Shape shape, double sigma, DataType type);
}
