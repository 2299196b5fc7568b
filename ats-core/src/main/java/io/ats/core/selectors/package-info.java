/**
 * The selectors of this module, each an options record that creates a block. Read {@link
 * io.ats.core.selectors.UniformOptions} and {@link io.ats.core.selectors.Uniform} first, then
 * {@link io.ats.core.selectors.AttentionSampling}.
 */
package io.ats.core.selectors;
