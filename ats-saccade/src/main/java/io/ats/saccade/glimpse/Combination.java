package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** How a glimpse's what and where become one vector. */
public enum Combination {
  /** {@code relu(what + where)} of two linear layers (RAM). */
  SUM {
    @Override
    NDArray of(NDArray what, NDArray where) {
      return Activation.relu(what.add(where));
    }
  },
  /** {@code relu(what) ∘ relu(where)} (DRAM). */
  PRODUCT {
    @Override
    NDArray of(NDArray what, NDArray where) {
      return Activation.relu(what).mul(Activation.relu(where));
    }
  };

  /** Combines two arrays {@code (N,G)}. */
  abstract NDArray of(NDArray what, NDArray where);
}
