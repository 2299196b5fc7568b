/**
 * Sampling positions from attention, as pure functions: {@link io.ats.core.sampling.Draws} draws,
 * {@link io.ats.core.sampling.SampleWeights} makes the draws differentiable.
 */
package io.ats.core.sampling;
