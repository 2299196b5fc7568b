package io.ats.core.plugin;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.PatchSelector;
import java.util.Map;

/**
 * Base class of selectors: a block without {@code forward}, initialised with the shapes of the
 * low-resolution view {@code (B,C,vh,vw)}, a patch {@code (B,C,h,w)} and the patch's encoded
 * features {@code (B,F)}.
 */
public abstract class SelectorBlock extends AbstractBlock implements PatchSelector {

  /** Creates a selector without children; subclasses add theirs with {@link #addChildBlock}. */
  protected SelectorBlock() {}

  /** {@inheritDoc} Children are initialised with the view's shape {@code (B,C,vh,vw)}. */
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    for (Block child : getChildren().values()) {
      child.initialize(manager, dataType, inputShapes[0]);
    }
  }

  @Override
  protected final NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " is a PatchSelector: call select(views, pass)");
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] inputShapes) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " is a PatchSelector: its output is a Selection");
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + Map.copyOf(getChildren().toMap()).keySet();
  }
}
