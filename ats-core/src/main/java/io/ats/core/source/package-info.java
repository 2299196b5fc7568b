/**
 * Sources of full-resolution pixels: {@link io.ats.core.source.TensorSource} for images in memory,
 * {@link io.ats.core.source.SceneSource} for generated ones ({@link io.ats.core.source.Scene}), and
 * {@link io.ats.core.source.BilinearSampling}, the operator that both use.
 */
package io.ats.core.source;
