package io.ats.saccade.glimpse;

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
 * Maps crops and their location to a glimpse vector {@code g}: {@code what = W_1 e(crops) + b_1}
 * and {@code where = W_2 relu(W_3 l + b_3) + b_2}, combined by a {@link Combination}. The shared
 * patch encoder {@code e}, with the features of the scales concatenated, replaces the papers' own
 * (RAM: one linear layer with ReLU, DRAM: three convolutions).
 */
final class GlimpseNetwork extends AbstractBlock {

  private final GlimpseOptions options;
  private final Linear what;
  private final Linear whereHidden;
  private final Linear where;

  /** Creates a network, not yet initialised. */
  GlimpseNetwork(GlimpseOptions options) {
    this.options = options;
    what = addChildBlock("what", Linear.builder().setUnits(options.features()).build());
    whereHidden = addChildBlock("where-hidden", Linear.builder().setUnits(options.where()).build());
    where = addChildBlock("where", Linear.builder().setUnits(options.features()).build());
  }

  /**
   * Returns {@code g}.
   *
   * @param crops {@code (N,S,C,h,w)}
   * @param location {@code (N,2)}
   * @return {@code (N,G)}
   */
  NDArray glimpse(NDArray crops, NDArray location, Pass pass) {
    Shape shape = crops.getShape();
    NDArray flat = crops.reshape(new Shape(-1).addAll(shape.slice(2))); // (N·S,C,h,w)
    NDArray encoded =
        pass.encoder()
            .forward(pass.parameters(), new NDList(flat), pass.training())
            .singletonOrThrow(); // (N·S,F)
    NDArray joined = encoded.reshape(shape.get(0), -1); // (N,S·F)
    return forward(pass.parameters(), new NDList(joined, location), pass.training())
        .singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray seen =
        what.forward(parameters, new NDList(inputs.get(0)), training).singletonOrThrow(); // (N,G)
    NDArray hidden =
        whereHidden.forward(parameters, new NDList(inputs.get(1)), training).singletonOrThrow();
    NDArray place =
        where
            .forward(parameters, new NDList(Activation.relu(hidden)), training)
            .singletonOrThrow(); // (N,G)
    return new NDList(options.combination().of(seen, place));
  }

  /** {@inheritDoc} The shape is that of the encoder's features of one crop, {@code (N,F)}. */
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    long rows = inputShapes[0].get(0);
    what.initialize(manager, dataType, new Shape(rows, inputShapes[0].get(1) * options.scales()));
    whereHidden.initialize(manager, dataType, new Shape(rows, 2));
    where.initialize(manager, dataType, new Shape(rows, options.where()));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), options.features())};
  }
}
