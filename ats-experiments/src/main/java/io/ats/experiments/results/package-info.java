/**
 * The run folder: {@link io.ats.experiments.results.RunFolder} names its files, {@link
 * io.ats.experiments.results.TrialResult} is a row of its table.
 */
package io.ats.experiments.results;
