package io.ats.core.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * A pre-norm transformer layer: {@code y = x + A(N(x))}, {@code z = y + M(N(y))} with
 * self-attention {@code A}, feed-forward {@code M} and layer normalisations {@code N}; {@code
 * (B,N,D)} to {@code (B,N,D)}. Pre-norm layers train without a warm-up (Xiong et al., ICML 2020).
 */
public final class TransformerLayer extends AbstractBlock {

  private final LayerNorm attentionNorm;
  private final MultiHeadAttention attention;
  private final LayerNorm forwardNorm;
  private final Block feedForward;

  /**
   * Creates the layer, not yet initialised.
   *
   * @param width {@code D}
   * @param heads number of attention heads, a divisor of {@code D}
   * @param ratio the feed-forward layer's hidden width as a multiple of {@code D}
   */
  public TransformerLayer(int width, int heads, int ratio) {
    attentionNorm = addChildBlock("attention-norm", norm());
    attention = addChildBlock("attention", new MultiHeadAttention(width, heads));
    forwardNorm = addChildBlock("forward-norm", norm());
    feedForward = addChildBlock("forward", FeedForward.block(width, ratio));
  }

  /** Returns a layer normalisation of each vector of {@code (B,N,D)}. */
  public static LayerNorm norm() {
    return LayerNorm.builder().axis(2).build();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray x = inputs.singletonOrThrow(); // (B,N,D)
    NDArray normed = attentionNorm.forward(parameters, inputs, training).singletonOrThrow();
    NDArray attended =
        attention.forward(parameters, new NDList(normed, normed), training).singletonOrThrow();
    NDArray y = x.add(attended);
    NDList normedAgain = forwardNorm.forward(parameters, new NDList(y), training);
    return new NDList(
        y.add(feedForward.forward(parameters, normedAgain, training).singletonOrThrow()));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    attentionNorm.initialize(manager, dataType, inputShapes);
    attention.initialize(manager, dataType, inputShapes[0], inputShapes[0]);
    forwardNorm.initialize(manager, dataType, inputShapes);
    feedForward.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }
}
