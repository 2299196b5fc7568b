package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.sampling.Randomness;

/** First location of {@code ram}. */
public enum Start {
  /** Uniformly random in the image, also at inference. */
  UNIFORM {
    @Override
    NDArray location(Randomness random, NDManager manager, long rows) {
      return random.uniform(manager, -1, 1, new Shape(rows, 2), DataType.FLOAT32);
    }
  },
  /** The image's centre. */
  CENTRE {
    @Override
    NDArray location(Randomness random, NDManager manager, long rows) {
      return manager.zeros(new Shape(rows, 2));
    }
  };

  /** Returns locations {@code (rows,2)} in [−1,1]. */
  abstract NDArray location(Randomness random, NDManager manager, long rows);
}
