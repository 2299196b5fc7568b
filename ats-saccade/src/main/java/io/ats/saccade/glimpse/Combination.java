package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** How the content and the location of a glimpse are combined into one vector. */
public enum Combination {
  /** {@code relu(what + where)}, as in RAM. */
  SUM {
    @Override
    NDArray of(NDArray what, NDArray where) {
      return Activation.relu(what.add(where));
    }
  },
  /** {@code relu(what) ∘ relu(where)}, as in DRAM. */
  PRODUCT {
    @Override
    NDArray of(NDArray what, NDArray where) {
      return Activation.relu(what).mul(Activation.relu(where));
    }
  };

  /** Combines the outputs {@code (N,G)} of two linear layers. */
  abstract NDArray of(NDArray what, NDArray where);
}
