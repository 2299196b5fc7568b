package io.ats.saccade.variational;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Pass;

/**
 * One step of a gated recurrent unit (Cho et al., EMNLP 2014, Eq. 5 to 8, the reset inside the
 * candidate's recurrent term): with {@code a = W x + b} and {@code c = U h + d}, each in three
 * parts of {@code H},
 *
 * <p>{@code r = σ(a_1 + c_1)}, {@code z = σ(a_2 + c_2)}, {@code n = tanh(a_3 + r∘c_3)}, {@code h' =
 * (1 − z)∘n + z∘h}.
 */
final class GruCell extends AbstractBlock {

  private final Linear input;
  private final Linear recurrent;
  private final int size;

  /**
   * Creates a cell, not yet initialised.
   *
   * @param size {@code H}
   */
  GruCell(int size) {
    this.size = size;
    input = addChildBlock("input", Linear.builder().setUnits(3L * size).build());
    recurrent = addChildBlock("recurrent", Linear.builder().setUnits(3L * size).build());
  }

  /**
   * Returns the next state.
   *
   * @param x {@code (B,n)}
   * @param state {@code h (B,H)}
   * @return {@code h' (B,H)}
   */
  NDArray step(NDArray x, NDArray state, Pass pass) {
    return forward(pass.parameters(), new NDList(x, state), pass.training()).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray state = inputs.get(1);
    NDList a =
        input
            .forward(parameters, new NDList(inputs.get(0)), training)
            .singletonOrThrow()
            .split(3, 1);
    NDList c =
        recurrent.forward(parameters, new NDList(state), training).singletonOrThrow().split(3, 1);
    NDArray reset = Activation.sigmoid(a.get(0).add(c.get(0)));
    NDArray keep = Activation.sigmoid(a.get(1).add(c.get(1)));
    NDArray candidate = a.get(2).add(reset.mul(c.get(2))).tanh();
    return new NDList(candidate.add(keep.mul(state.sub(candidate)))); // (B,H)
  }

  /** {@inheritDoc} The shape is that of {@code x}. */
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    input.initialize(manager, dataType, inputShapes[0]);
    recurrent.initialize(manager, dataType, new Shape(inputShapes[0].get(0), size));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), size)};
  }
}
