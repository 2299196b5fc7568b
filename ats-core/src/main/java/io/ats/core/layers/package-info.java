/**
 * Layers that the engine lacks: {@link io.ats.core.layers.GroupNorm}, {@link
 * io.ats.core.layers.TransposedConvolution}, and the hidden layers of {@link
 * io.ats.core.layers.Dense}.
 */
package io.ats.core.layers;
