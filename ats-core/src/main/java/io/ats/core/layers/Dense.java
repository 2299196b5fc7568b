package io.ats.core.layers;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;

/** Hidden dense layers. */
public final class Dense {

  private Dense() {}

  /**
   * Returns a linear layer with ReLU, {@code (N,n)} to {@code (N,units)}, not yet initialised.
   *
   * @param batchNorm whether a {@link RowBatchNorm} stands before the ReLU, in place of the bias
   */
  public static Block hidden(long units, boolean batchNorm) {
    SequentialBlock layers =
        new SequentialBlock().add(Linear.builder().setUnits(units).optBias(!batchNorm).build());
    return activated(layers, batchNorm);
  }

  /**
   * Returns a ReLU, {@code (N,n)} to {@code (N,n)}, not yet initialised.
   *
   * @param batchNorm whether a {@link RowBatchNorm} stands before it
   */
  public static Block activation(boolean batchNorm) {
    return activated(new SequentialBlock(), batchNorm);
  }

  private static Block activated(SequentialBlock layers, boolean batchNorm) {
    if (batchNorm) {
      layers.add(new RowBatchNorm());
    }
    return layers.add(Activation.reluBlock());
  }
}
