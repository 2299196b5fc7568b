package io.ats.core;

import ai.djl.ndarray.NDArray;

/**
 * A batch's predictions.
 *
 * @param logits {@code (B·R,classes)}
 * @param selection the patches that they are based on
 */
public record Prediction(NDArray logits, Selection selection) {}
