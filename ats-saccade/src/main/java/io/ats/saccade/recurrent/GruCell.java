package io.ats.saccade.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

/**
 * One step of a gated recurrent unit (Cho et al., EMNLP 2014, Eq. 5 to 8, the reset inside the
 * candidate's recurrent term): with {@code a = W x + b} and {@code c = U h + d}, each split into
 * three parts of {@code H},
 *
 * <p>{@code r = σ(a_1 + c_1)}, {@code z = σ(a_2 + c_2)}, {@code n = tanh(a_3 + r∘c_3)}, {@code h' =
 * (1 − z)∘n + z∘h}.
 */
public final class GruCell extends RecurrentCell {

  /** Creates a cell of {@code size} units, not yet initialised. */
  public GruCell(int size) {
    super(size, 3);
  }

  @Override
  int stateArrays() {
    return 1;
  }

  @Override
  NDList next(NDArray a, NDArray c, NDList state) {
    NDList seen = a.split(3, 1); // 3 × (N,H)
    NDList kept = c.split(3, 1);
    NDArray reset = Activation.sigmoid(seen.get(0).add(kept.get(0)));
    NDArray keep = Activation.sigmoid(seen.get(1).add(kept.get(1)));
    NDArray candidate = seen.get(2).add(reset.mul(kept.get(2))).tanh();
    return new NDList(candidate.add(keep.mul(state.get(0).sub(candidate)))); // (N,H)
  }
}
