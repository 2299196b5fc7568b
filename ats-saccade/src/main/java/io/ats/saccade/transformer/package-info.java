/**
 * The spatial transformer restricted to scale and translation, which cuts a crop differentiably in
 * where it lies: read {@link io.ats.saccade.transformer.SpatialTransformer}.
 */
package io.ats.saccade.transformer;
