/**
 * Aggregators, which turn the features of an image's patches into one vector. {@link
 * io.ats.core.aggregators.Mean} is the simplest, {@link
 * io.ats.core.aggregators.GatedAttentionOptions} one with parameters.
 */
package io.ats.core.aggregators;
