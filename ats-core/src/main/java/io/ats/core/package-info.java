/**
 * The types that a prediction passes through. Read {@link io.ats.core.PatchSelector}, {@link
 * io.ats.core.Selection} and {@link io.ats.core.PatchSource} first.
 *
 * <p>From a batch's {@link io.ats.core.Views}, a {@link io.ats.core.PatchSelector} makes a {@link
 * io.ats.core.Selection} of patches; an encoder turns patches into features, an {@link
 * io.ats.core.Aggregator} the features of an image into one vector, and a linear head that vector
 * into logits ({@link io.ats.core.PatchClassifier}). Of its sub-packages, this package uses {@code
 * options} only.
 */
package io.ats.core;
