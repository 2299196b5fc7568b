/**
 * Selectors of learned crops and of sequences of glimpses. Read {@link
 * io.ats.saccade.transformer.SpatialTransformer}, which cuts a crop, first.
 */
package io.ats.saccade;
