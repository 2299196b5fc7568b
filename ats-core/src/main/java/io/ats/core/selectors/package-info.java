/**
 * The selectors of this module, each a block, its options and its factory: {@link
 * io.ats.core.selectors.AttentionSampling} and {@link io.ats.core.selectors.Reinforce}, and the
 * baselines.
 */
package io.ats.core.selectors;
