package io.ats.saccade.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Pass;

/**
 * A recurrent cell with two linear layers, {@code a = W x + b} and {@code c = U h + d}; its state
 * is one or more arrays {@code (N,H)}, {@code h} first.
 */
public abstract class RecurrentCell extends AbstractBlock {

  private final Linear input;
  private final Linear recurrent;
  private final int size;

  /**
   * Creates a cell, not yet initialised.
   *
   * @param size {@code H}
   * @param gates units of each layer, as a multiple of {@code H}
   */
  RecurrentCell(int size, int gates) {
    this.size = size;
    input = addChildBlock("input", Linear.builder().setUnits((long) gates * size).build());
    recurrent = addChildBlock("recurrent", Linear.builder().setUnits((long) gates * size).build());
  }

  /** Returns the number of arrays of a state. */
  abstract int stateArrays();

  /**
   * Returns the next state.
   *
   * @param a {@code W x + b}
   * @param c {@code U h + d}
   * @param state the previous state
   */
  abstract NDList next(NDArray a, NDArray c, NDList state);

  /** Returns a state of zeros. */
  public final NDList start(NDManager manager, long rows) {
    NDList state = new NDList();
    for (int i = 0; i < stateArrays(); i++) {
      state.add(manager.zeros(new Shape(rows, size)));
    }
    return state;
  }

  /**
   * Computes one step.
   *
   * @param x {@code (N,n)}
   * @param state the previous state
   */
  public final NDList step(NDArray x, NDList state, Pass pass) {
    return forward(pass.parameters(), joined(x, state), pass.training());
  }

  private static NDList joined(NDArray x, NDList state) {
    NDList inputs = new NDList(x);
    inputs.addAll(state);
    return inputs;
  }

  @Override
  protected final NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray a = input.forward(parameters, new NDList(inputs.get(0)), training).singletonOrThrow();
    NDArray c =
        recurrent.forward(parameters, new NDList(inputs.get(1)), training).singletonOrThrow();
    return next(a, c, inputs.subNDList(1));
  }

  /** {@inheritDoc} The shape is that of {@code x}. */
  @Override
  protected final void initializeChildBlocks(
      NDManager manager, DataType dataType, Shape... inputShapes) {
    input.initialize(manager, dataType, inputShapes[0]);
    recurrent.initialize(manager, dataType, new Shape(inputShapes[0].get(0), size));
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), size)};
  }
}
