/**
 * Statistics over seeds: {@link io.ats.experiments.statistics.Summary} of one selector's numbers,
 * {@link io.ats.experiments.statistics.PairedDifference} of two on the same seeds, {@link
 * io.ats.experiments.statistics.Holm} for several pairs, {@link
 * io.ats.experiments.statistics.Chance} of what guessing reaches. Over several tasks: {@link
 * io.ats.experiments.statistics.InterquartileMean}, {@link
 * io.ats.experiments.statistics.PerformanceProfile}, {@link
 * io.ats.experiments.statistics.ProbabilityOfImprovement}, {@link
 * io.ats.experiments.statistics.FriedmanTest}. Scores of a trial's predictions: {@link
 * io.ats.experiments.statistics.ClassCounts}, {@link io.ats.experiments.statistics.RocArea}.
 */
package io.ats.experiments.statistics;
