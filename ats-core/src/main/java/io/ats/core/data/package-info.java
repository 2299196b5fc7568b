/**
 * Labelled images: a {@link io.ats.core.data.Dataset} provides {@link io.ats.core.data.Batch}es for
 * a {@link io.ats.core.data.Task}; {@link io.ats.core.data.Augmentation} and {@link
 * io.ats.core.data.InputTransform} change a model's input.
 */
package io.ats.core.data;
