/**
 * Charts: {@link io.ats.experiments.report.charts.Charts} lists them. A chart is a class that makes
 * {@code NamedChart}s of a {@code ChartSet}, and its place in that list.
 */
package io.ats.experiments.report.charts;
