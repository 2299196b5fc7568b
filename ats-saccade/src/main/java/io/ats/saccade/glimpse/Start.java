package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Where RAM looks first. */
public enum Start {
  /** Anywhere in the image, all points equally likely, at inference too. */
  UNIFORM {
    @Override
    NDArray location(NDManager manager, long rows) {
      return manager.randomUniform(-1, 1, new Shape(rows, 2));
    }
  },
  /** At its centre. */
  CENTRE {
    @Override
    NDArray location(NDManager manager, long rows) {
      return manager.zeros(new Shape(rows, 2));
    }
  };

  /** Returns locations {@code (rows,2)} in [−1,1]. */
  abstract NDArray location(NDManager manager, long rows);
}
