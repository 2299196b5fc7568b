/**
 * Draws a test image with what a classifier selected: {@link io.ats.experiments.picture.TestImage}
 * holds what there is to show, {@link io.ats.experiments.picture.Overlay} draws it. {@link
 * io.ats.experiments.picture.Palette} has the colours that pictures and charts share.
 */
package io.ats.experiments.picture;
