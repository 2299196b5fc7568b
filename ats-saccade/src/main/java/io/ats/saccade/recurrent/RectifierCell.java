package io.ats.saccade.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

/** RAM's core (Mnih et al., NeurIPS 2014, §4): {@code h' = relu(W x + b + U h + d)}. */
public final class RectifierCell extends RecurrentCell {

  /** Creates a cell of {@code size} units, not yet initialised. */
  public RectifierCell(int size) {
    super(size, 1);
  }

  @Override
  int stateArrays() {
    return 1;
  }

  @Override
  NDList next(NDArray a, NDArray c, NDList state) {
    return new NDList(Activation.relu(a.add(c))); // (N,H)
  }
}
