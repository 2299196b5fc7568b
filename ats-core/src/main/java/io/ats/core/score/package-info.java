/**
 * Scores of positions on the low-resolution view: {@link io.ats.core.score.Scorer}, the network,
 * and {@link io.ats.core.score.ScoredSelector}, the base class of selectors that use it.
 */
package io.ats.core.score;
