package io.ats.core.aggregators;

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
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.Selection;

/**
 * Concatenates the patches' features, ordered by position or as selected: {@code (B,K,F)} to {@code
 * (B,K·F)} or, through a hidden layer, {@code (B,hidden)}. The features of absent patches are 0, by
 * position the last.
 */
final class Concat extends AbstractBlock implements Aggregator {

  private final Linear hidden;
  private final ConcatOptions.Order order;

  Concat(ConcatOptions options) {
    order = options.order();
    hidden =
        options.hidden() == 0
            ? null
            : addChildBlock("hidden", Linear.builder().setUnits(options.hidden()).build());
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    ByPosition.requireCount("concat", features, inputShapes[0]);
    NDArray weighted = RelativeWeights.apply(features, selection);
    NDArray sorted =
        order == ConcatOptions.Order.SELECTION
            ? weighted
            : ByPosition.sort(weighted, ByPosition.order(selection));
    return forward(pass.parameters(), new NDList(sorted), pass.training()).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray features = inputs.singletonOrThrow(); // (B,K,F)
    NDArray flat = features.reshape(features.getShape().get(0), -1);
    return hidden == null
        ? new NDList(flat)
        : Activation.relu(hidden.forward(parameters, new NDList(flat), training));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    if (hidden != null) {
      hidden.initialize(manager, dataType, flat(inputShapes[0]));
    }
  }

  private static Shape flat(Shape features) {
    return new Shape(features.get(0), features.get(1) * features.get(2));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape[] flat = {flat(inputShapes[0])};
    return hidden == null ? flat : hidden.getOutputShapes(flat);
  }
}
