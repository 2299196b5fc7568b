/**
 * The interfaces that everything else implements or calls. Read {@link io.ats.core.PatchSelector},
 * {@link io.ats.core.Selection} and {@link io.ats.core.PatchSource} first.
 *
 * <p>An image batch becomes {@link io.ats.core.Views}; a {@link io.ats.core.PatchSelector} turns
 * them into a {@link io.ats.core.Selection}; an encoder turns patches into features, an {@link
 * io.ats.core.Aggregator} features into one vector an image. No type of this package depends on any
 * of its sub-packages.
 */
package io.ats.core;
