/**
 * Drawing with Java2D for generated images, without a display and without fonts. Read {@link
 * io.ats.datasets.draw.Canvas} first, then {@link io.ats.datasets.draw.Numerals} and {@link
 * io.ats.datasets.draw.ValueNoise}.
 */
package io.ats.datasets.draw;
