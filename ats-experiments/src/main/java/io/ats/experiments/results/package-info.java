/**
 * The run folder: {@link io.ats.experiments.results.RunFolder} names its files, {@link
 * io.ats.experiments.results.TrialResult} is a row of its table ({@link
 * io.ats.experiments.results.ResultsCsv}), {@link io.ats.experiments.results.MetricsRow} a row of a
 * trial's curves ({@link io.ats.experiments.results.MetricsCsv}), {@link
 * io.ats.experiments.results.Predictions} what it predicted of each test image ({@link
 * io.ats.experiments.results.PredictionsCsv}).
 */
package io.ats.experiments.results;
