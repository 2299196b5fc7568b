package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/**
 * An aggregator's classifier of each patch by itself, which knows nothing of the other patches.
 *
 * @param layers {@code (N,F)} to {@code (N,classes)}, initialised and saved with the aggregator
 * @param loss how the patches are trained
 */
public record PatchHead(Block layers, Loss loss) {

  /** What the losses of the patches' own logits are to the loss of the image's. */
  public enum Loss {
    /**
     * They take its place: the image's logits are fused from the patches', each of which counts
     * alike whatever its weight, and carry no gradient.
     */
    INSTEAD,
    /** Their mean is added to it; nothing but the loss depends on them. */
    BESIDE
  }

  /**
   * Patches' own logits.
   *
   * @param logits {@code (B·R,K,classes)}
   * @param loss how they are trained
   */
  public record Judged(NDArray logits, Loss loss) {}

  /**
   * Classifies patches.
   *
   * @param features {@code (B,K,F)}
   * @return logits {@code (B,K,classes)}
   */
  public NDArray logits(NDArray features, Pass pass) {
    Shape shape = features.getShape();
    NDArray rows = features.reshape(-1, shape.get(2)); // (B·K,F)
    return layers
        .forward(pass.parameters(), new NDList(rows), pass.training())
        .singletonOrThrow()
        .reshape(shape.get(0), shape.get(1), -1);
  }
}
