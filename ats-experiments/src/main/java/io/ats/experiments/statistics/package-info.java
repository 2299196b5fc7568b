/**
 * Statistics over seeds: {@link io.ats.experiments.statistics.Summary} of one selector's numbers,
 * {@link io.ats.experiments.statistics.PairedBootstrap} of the difference of two on the same seeds,
 * {@link io.ats.experiments.statistics.Chance} of what guessing reaches.
 */
package io.ats.experiments.statistics;
