package io.ats.saccade.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
 * 2000, no peepholes): with {@code W x + b + U h + d} split into four parts {@code s_1..s_4} of
 * {@code H},
 *
 * <p>{@code c' = σ(s_2)∘c + σ(s_1)∘tanh(s_3)}, {@code h' = σ(s_4)∘tanh(c')}; the state is {@code h}
 * and {@code c}.
 */
public final class LstmCell extends RecurrentCell {

  /** Creates a cell of {@code size} units, not yet initialised. */
  public LstmCell(int size) {
    super(size, 4);
  }

  @Override
  int stateArrays() {
    return 2;
  }

  @Override
  NDList next(NDArray a, NDArray c, NDList state) {
    NDList parts = a.add(c).split(4, 1); // 4 × (N,H)
    NDArray written = Activation.sigmoid(parts.get(0)).mul(parts.get(2).tanh());
    NDArray cell = Activation.sigmoid(parts.get(1)).mul(state.get(1)).add(written);
    NDArray output = Activation.sigmoid(parts.get(3)).mul(cell.tanh());
    return new NDList(output, cell);
  }
}
