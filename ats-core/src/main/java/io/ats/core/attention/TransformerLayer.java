package io.ats.core.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * A transformer layer with self-attention {@code A}, feed-forward {@code M} and layer
 * normalisations {@code N}; {@code (B,N,D)} to {@code (B,N,D)}. {@link Norm#BEFORE}: {@code y = x +
 * A(N(x))}, {@code z = y + M(N(y))}, which trains without a warm-up (Xiong et al., ICML 2020);
 * {@link Norm#AFTER}: {@code y = N(x + A(x))}, {@code z = N(y + M(y))} (Vaswani et al., NeurIPS
 * 2017). In training a share of the outputs of {@code A} and {@code M} is set to zero.
 */
public final class TransformerLayer extends AbstractBlock {

  /** Where a layer normalises. */
  public enum Norm {
    /** Before self-attention and before the feed-forward layer. */
    BEFORE,
    /** After each residual sum. */
    AFTER
  }

  private final Norm order;
  private final LayerNorm attentionNorm;
  private final MultiHeadAttention attention;
  private final LayerNorm forwardNorm;
  private final Block feedForward;
  private final Block dropout;

  /**
   * Creates the layer, not yet initialised.
   *
   * @param width {@code D}
   * @param heads number of attention heads, a divisor of {@code D}
   * @param ratio the feed-forward layer's hidden width as a multiple of {@code D}
   * @param dropout share of the outputs that training sets to zero, below 1
   */
  public TransformerLayer(int width, int heads, int ratio, Norm order, double dropout) {
    this.order = order;
    attentionNorm = addChildBlock("attention-norm", norm());
    attention = addChildBlock("attention", new MultiHeadAttention(width, heads));
    forwardNorm = addChildBlock("forward-norm", norm());
    feedForward = addChildBlock("forward", FeedForward.block(width, ratio));
    this.dropout =
        dropout > 0
            ? addChildBlock("dropout", Dropout.builder().optRate((float) dropout).build())
            : Blocks.identityBlock();
  }

  /** Returns a layer normalisation of each vector of {@code (B,N,D)}. */
  public static LayerNorm norm() {
    return LayerNorm.builder().axis(2).build();
  }

  /**
   * Takes {@code x (B,N,D)} and, if some vectors are absent, {@code (B,N)}, 1 where one is there,
   * which it returns too.
   */
  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray x = inputs.get(0); // (B,N,D)
    boolean before = order == Norm.BEFORE;
    NDArray read = before ? apply(attentionNorm, parameters, x, training) : x;
    NDList present = inputs.subNDList(1);
    NDList memory = new NDList(read, read);
    memory.addAll(present);
    NDArray attended = attention.forward(parameters, memory, training).singletonOrThrow();
    NDArray y = x.add(apply(dropout, parameters, attended, training));
    if (!before) {
      y = apply(attentionNorm, parameters, y, training);
    }
    NDArray forward =
        apply(
            feedForward,
            parameters,
            before ? apply(forwardNorm, parameters, y, training) : y,
            training);
    NDArray z = y.add(apply(dropout, parameters, forward, training));
    NDList result = new NDList(before ? z : apply(forwardNorm, parameters, z, training));
    result.addAll(present);
    return result;
  }

  private static NDArray apply(
      Block block, ParameterStore parameters, NDArray x, boolean training) {
    return block.forward(parameters, new NDList(x), training).singletonOrThrow();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    attentionNorm.initialize(manager, dataType, inputShapes);
    attention.initialize(manager, dataType, inputShapes[0], inputShapes[0]);
    forwardNorm.initialize(manager, dataType, inputShapes);
    feedForward.initialize(manager, dataType, inputShapes);
    dropout.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }
}
