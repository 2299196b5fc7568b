/**
 * Selectors that look at an image glimpse by glimpse. Read first {@link
 * io.ats.saccade.transformer.SpatialTransformer}, which cuts a glimpse.
 */
package io.ats.saccade;
