package io.ats.core;

import ai.djl.ndarray.NDArray;

/**
 * A batch's predictions.
 *
 * @param logits {@code (B·R,classes)}
 * @param selection the patches that they are based on
 * @param features of the patches, {@code (B·R,K,F+S)}, with their context
 */
public record Prediction(NDArray logits, Selection selection, NDArray features) {}
