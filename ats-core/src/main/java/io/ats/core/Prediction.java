package io.ats.core;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * A batch's predictions.
 *
 * @param logits {@code (B·R,classes)}
 * @param selection the patches that they are based on
 * @param features of the patches, {@code (B·R,K,F+S)}, with their context
 * @param patches each patch's own logits, of an aggregator with a {@link PatchHead}; at inference
 *     only if the image's are fused from them
 * @param wholeLogits {@code (B·R,classes)} of {@link Aggregator#wholeLogits}, in training
 */
public record Prediction(
    NDArray logits,
    Selection selection,
    NDArray features,
    Optional<PatchHead.Judged> patches,
    Optional<NDArray> wholeLogits) {

  /** Creates a prediction that is trained by the loss of its logits alone. */
  public Prediction(NDArray logits, Selection selection, NDArray features) {
    this(logits, selection, features, Optional.empty(), Optional.empty());
  }
}
