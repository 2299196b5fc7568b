package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

/** RAM's core (Mnih et al., NeurIPS 2014, §4): {@code h' = relu(W x + b + U h + d)}. */
final class RectifierCell extends RecurrentCell {

  /** Creates a cell of {@code size} units, not yet initialised. */
  RectifierCell(int size) {
    super(size, 1);
  }

  @Override
  int stateArrays() {
    return 1;
  }

  @Override
  NDList next(NDArray sum, NDList state) {
    return new NDList(Activation.relu(sum)); // (N,H)
  }
}
