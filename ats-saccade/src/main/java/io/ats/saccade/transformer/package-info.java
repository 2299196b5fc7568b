/**
 * Crops of scale and translation, differentiable in where they lie: read {@link
 * io.ats.saccade.transformer.SpatialTransformer}, which cuts them, {@link
 * io.ats.saccade.transformer.Cropping}, and the selector {@link
 * io.ats.saccade.transformer.LearnedCrop}.
 */
package io.ats.saccade.transformer;
