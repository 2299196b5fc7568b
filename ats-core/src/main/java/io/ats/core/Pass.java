package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;

/**
 * The context of one forward pass.
 *
 * @param parameters the blocks' parameter values
 * @param training whether this is a training pass
 * @param progress fraction of training completed, in [0,1], for schedules such as a decay of noise
 * @param encoder the patch encoder, {@code (N,C,h,w)} to {@code (N,F)}
 * @param scorer the aggregator, for selectors that {@linkplain PatchSelector#needsScorer need} its
 *     scores of patches; null if it is not a {@link PatchScorer}
 */
public record Pass(
    ParameterStore parameters,
    boolean training,
    double progress,
    Block encoder,
    PatchScorer scorer) {

  /** Checks that {@code progress} lies in [0,1]. */
  public Pass {
    if (!(progress >= 0 && progress <= 1)) {
      throw new IllegalArgumentException("progress must lie in [0,1], got " + progress);
    }
  }

  /**
   * Encodes patches.
   *
   * @param patches {@code (B,K,C,h,w)}
   * @return {@code (B,K,F)}
   */
  public NDArray encode(NDArray patches) {
    Shape shape = patches.getShape();
    NDArray flat = patches.reshape(new Shape(-1).addAll(shape.slice(2)));
    NDArray features = encoder.forward(parameters, new NDList(flat), training).singletonOrThrow();
    return features.reshape(shape.get(0), shape.get(1), -1);
  }
}
