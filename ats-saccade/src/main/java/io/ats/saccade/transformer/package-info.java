/**
 * Crops that are differentiable in location and size. Read {@link
 * io.ats.saccade.transformer.SpatialTransformer}, which cuts them, then {@link
 * io.ats.saccade.transformer.Cropping} and the selector {@link
 * io.ats.saccade.transformer.LearnedCrop}.
 */
package io.ats.saccade.transformer;
