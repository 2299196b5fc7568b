package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.Selection;

/** An aggregator without parameters: {@code (B,K,F)} to {@code (B,F)}. */
final class PoolingAggregator extends AbstractBlock implements Aggregator {

  /** A function of features {@code (B,K,F)} and their selection. */
  @FunctionalInterface
  interface Pooling {
    NDArray apply(NDArray features, Selection selection);
  }

  private final Pooling pooling;

  PoolingAggregator(Pooling pooling) {
    this.pooling = pooling;
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    return pooling.apply(features, selection);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    throw new UnsupportedOperationException("call aggregate(features, selection, pass)");
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(2))};
  }
}
