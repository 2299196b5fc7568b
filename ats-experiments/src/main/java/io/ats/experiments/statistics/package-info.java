/**
 * Statistics over seeds: {@link io.ats.experiments.statistics.Summary} of one selector's numbers,
 * {@link io.ats.experiments.statistics.PairedBootstrap} of the difference of two on the same seeds,
 * {@link io.ats.experiments.statistics.Chance} of what guessing reaches. Scores of a trial's
 * predictions: {@link io.ats.experiments.statistics.ClassCounts}, {@link
 * io.ats.experiments.statistics.RocArea}.
 */
package io.ats.experiments.statistics;
