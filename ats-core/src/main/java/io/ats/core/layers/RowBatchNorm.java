package io.ats.core.layers;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Batch normalisation of dense features {@code (N,F)} (Ioffe and Szegedy, ICML 2015).
 *
 * <p>A training step of one row takes the running mean and variance, as inference does: by its own,
 * every feature of a single row would be 0, and the engine refuses it.
 */
public final class RowBatchNorm extends AbstractBlock {

  private final BatchNorm norm;

  /** Creates the layer, not yet initialised. */
  public RowBatchNorm() {
    norm = addChildBlock("norm", BatchNorm.builder().build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    boolean several = inputs.singletonOrThrow().getShape().get(0) > 1;
    return norm.forward(parameters, inputs, training && several);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    norm.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return norm.getOutputShapes(inputShapes);
  }
}
