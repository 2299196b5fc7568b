package io.ats.core.model;

import ai.djl.ndarray.NDArray;
import io.ats.core.Selection;

/**
 * What a classifier says of a batch.
 *
 * @param logits {@code (B·R,classes)}
 * @param selection what it looked at
 */
public record Prediction(NDArray logits, Selection selection) {}
