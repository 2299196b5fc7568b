package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.ats.core.sampling.Randomness;

/**
 * The context of one forward pass.
 *
 * @param parameters the blocks' parameter values
 * @param training whether this is a training pass
 * @param progress fraction of training completed, in [0,1], for schedules such as a decay of noise
 * @param encoder the patch encoder, {@code (N,C,h,w)} to {@code (N,F)}
 * @param scorer the aggregator, for selectors that {@linkplain PatchSelector#needsScorer need} its
 *     scores of patches; null if it is not a {@link PatchScorer}
 * @param confidence the classifier's confidence in single patches; null if it states none
 * @param random where everything that the selector draws comes from
 */
public record Pass(
    ParameterStore parameters,
    boolean training,
    double progress,
    Block encoder,
    PatchScorer scorer,
    PatchConfidence confidence,
    Randomness random) {

  /** Checks that {@code progress} lies in [0,1]. */
  public Pass {
    if (!(progress >= 0 && progress <= 1)) {
      throw new IllegalArgumentException("progress must lie in [0,1], got " + progress);
    }
  }

  /** Creates a pass without confidence that draws from the engine's generator. */
  public Pass(
      ParameterStore parameters,
      boolean training,
      double progress,
      Block encoder,
      PatchScorer scorer) {
    this(parameters, training, progress, encoder, scorer, null, Randomness.ENGINE);
  }

  /**
   * Returns a pass of the same with detached parameters: what it computes records no graph.
   *
   * @param manager owner of the parameters' values
   * @param inTraining whether it is in training mode, which updates running statistics
   */
  public Pass detached(NDManager manager, boolean inTraining) {
    return new Pass(
        new DetachedParameters(parameters, manager),
        inTraining,
        progress,
        encoder,
        scorer,
        confidence,
        random);
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
