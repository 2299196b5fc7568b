package io.ats.core.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;

/**
 * Multi-head attention (Vaswani et al., NeurIPS 2017, section 3.2.2): from queries {@code (B,Q,E)}
 * and a memory {@code (B,N,F)} to {@code (B,Q,D)}; {@code W_o [A_h(W_q q, W_k m) W_v m]_h}.
 *
 * <p>The four projections have no biases (Bergner et al., ICLR 2023): the keys' would cancel in the
 * softmax, and a normalisation before the layer already adds the others'.
 */
public final class MultiHeadAttention extends AbstractBlock {

  private final int heads;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;

  /**
   * Creates the layer, not yet initialised.
   *
   * @param width {@code D}, a multiple of {@code heads}
   * @param heads {@code H}
   */
  public MultiHeadAttention(int width, int heads) {
    this.heads = heads;
    query = addChildBlock("query", projection(width));
    key = addChildBlock("key", projection(width));
    value = addChildBlock("value", projection(width));
    output = addChildBlock("output", projection(width));
  }

  private static Linear projection(int width) {
    return Linear.builder().setUnits(width).optBias(false).build();
  }

  /**
   * Returns the attention of each head and query to each element of the memory.
   *
   * @param queries {@code (B,Q,E)}; {@code B} may be 1, for the same queries in all images
   * @param memory {@code (B,N,F)}
   * @param present {@code (B,N)}: 1 where the memory has an element, else 0; empty if everywhere
   * @return {@code (B,H,Q,N)}, each row sums to 1; 0 where there is no element
   */
  public NDArray weights(
      ParameterStore parameters,
      NDArray queries,
      NDArray memory,
      Optional<NDArray> present,
      boolean training) {
    NDArray scores = scores(parameters, queries, memory, training);
    return present
        .map(there -> scores.add(Presence.bias(there).expandDims(1).expandDims(1)))
        .orElse(scores)
        .softmax(3);
  }

  /** Returns the scores, {@link #weights} before their softmax: {@code (B,H,Q,N)}. */
  private NDArray scores(
      ParameterStore parameters, NDArray queries, NDArray memory, boolean training) {
    NDArray q = apply(query, parameters, queries, training);
    NDArray k = apply(key, parameters, memory, training);
    return ScaledDotProduct.scores(
        ScaledDotProduct.split(q, heads), ScaledDotProduct.split(k, heads));
  }

  /**
   * Flips heads so that all attend to salient elements ({@link Orientation}): negates a head's rows
   * of {@code W_q} if its scores, summed over the queries, covary negatively with the salience.
   *
   * @param queries {@code (1,Q,E)}
   * @param memory {@code (B,N,F)}
   * @param salience {@code (B,N)}
   */
  public void orient(ParameterStore parameters, NDArray queries, NDArray memory, NDArray salience) {
    NDArray scores = scores(parameters, queries, memory, false).sum(new int[] {2});
    NDArray signs = Orientation.signs(scores, salience); // (H)
    NDArray weight = query.getParameters().get("weight").getArray(); // (D,E)
    weight.muli(signs.repeat(0, weight.getShape().get(0) / heads).expandDims(1));
  }

  /**
   * Takes the queries {@code (B,Q,E)}, the memory {@code (B,N,F)} and, if some of its elements are
   * absent, {@code (B,N)}, 1 where one is there.
   */
  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    Optional<NDArray> present = inputs.size() > 2 ? Optional.of(inputs.get(2)) : Optional.empty();
    NDArray weights = // (B,H,Q,N)
        weights(parameters, inputs.get(0), inputs.get(1), present, training);
    NDArray values = apply(value, parameters, inputs.get(1), training); // (B,N,D)
    NDArray read = weights.matMul(ScaledDotProduct.split(values, heads)); // (B,H,Q,d)
    return new NDList(apply(output, parameters, ScaledDotProduct.join(read), training));
  }

  private static NDArray apply(
      Linear layer, ParameterStore parameters, NDArray input, boolean training) {
    return layer.forward(parameters, new NDList(input), training).singletonOrThrow();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    query.initialize(manager, dataType, inputShapes[0]);
    key.initialize(manager, dataType, inputShapes[1]);
    value.initialize(manager, dataType, inputShapes[1]);
    output.initialize(manager, dataType, query.getOutputShapes(new Shape[] {inputShapes[0]}));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return query.getOutputShapes(new Shape[] {inputShapes[0]});
  }
}
