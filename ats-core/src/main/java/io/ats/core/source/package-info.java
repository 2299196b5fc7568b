/**
 * Where full-resolution pixels come from: {@link io.ats.core.source.TensorSource} for images in
 * memory, {@link io.ats.core.source.SceneSource} for recipes ({@link io.ats.core.source.Scene}),
 * and {@link io.ats.core.source.BilinearSampling}, the operator both use.
 */
package io.ats.core.source;
