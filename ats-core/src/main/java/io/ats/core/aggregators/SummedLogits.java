package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.layers.Dense;
import java.util.List;

/**
 * {@code ρ(Σ_k w_k l(f_k))}: features {@code (B,K,F)} to {@code (B,G)}. {@code l} is a patch's
 * logits, or other values of that kind, hidden layers and a linear one; {@code ρ} hidden layers, or
 * nothing; of other values than logits first a ReLU. With the weights 1 of {@code grid-crops} it is
 * a sum, with {@code 1/K} a mean.
 */
final class SummedLogits extends AbstractBlock implements Aggregator {

  private final SequentialBlock logits;
  private final SequentialBlock dense;
  private final int sums;

  /**
   * Creates an aggregator, not yet initialised.
   *
   * @param classes logits of a patch, if these are summed
   */
  SummedLogits(SummedLogitsOptions options, int classes) {
    sums = options.sums() == 0 ? classes : options.sums();
    logits = addChildBlock("logits", hidden(options.patchHidden(), options.batchNorm()));
    logits.add(Linear.builder().setUnits(sums).build());
    SequentialBlock after = new SequentialBlock();
    if (options.sums() > 0) {
      after.add(Dense.activation(options.batchNorm()));
    }
    options.hidden().forEach(width -> after.add(Dense.hidden(width, options.batchNorm())));
    dense = after.getChildren().isEmpty() ? null : addChildBlock("dense", after);
  }

  private static SequentialBlock hidden(List<Integer> widths, boolean batchNorm) {
    SequentialBlock layers = new SequentialBlock();
    widths.forEach(width -> layers.add(Dense.hidden(width, batchNorm)));
    return layers;
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    NDList inputs = new NDList(features, selection.weights());
    return forward(pass.parameters(), inputs, pass.training()).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray features = inputs.get(0); // (B,K,F)
    Shape shape = features.getShape();
    NDArray rows = features.reshape(-1, shape.get(2)); // (B·K,F)
    NDArray each = logits.forward(parameters, new NDList(rows), training).singletonOrThrow();
    NDArray sum =
        inputs
            .get(1)
            .expandDims(1)
            .matMul(each.reshape(shape.get(0), shape.get(1), sums))
            .squeeze(1); // (B,sums)
    return dense == null ? new NDList(sum) : dense.forward(parameters, new NDList(sum), training);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape features = inputShapes[0];
    logits.initialize(
        manager, dataType, new Shape(features.get(0) * features.get(1), features.get(2)));
    if (dense != null) {
      dense.initialize(manager, dataType, new Shape(features.get(0), sums));
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape[] sum = {new Shape(inputShapes[0].get(0), sums)};
    return dense == null ? sum : dense.getOutputShapes(sum);
  }
}
