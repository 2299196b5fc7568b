/**
 * Scores of positions on the low-resolution view: {@link io.ats.core.score.ConvolutionalScorer},
 * the network of the sources, and {@link io.ats.core.score.ScoredSelector}, the base class of
 * selectors that use a scorer.
 */
package io.ats.core.score;
