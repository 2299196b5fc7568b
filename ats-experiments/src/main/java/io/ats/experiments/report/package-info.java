/**
 * Tables, charts, pictures and the page of a run: {@link io.ats.experiments.report.ReportWriter}
 * writes all of it, {@link io.ats.experiments.report.Tables} makes the tables, {@link
 * io.ats.experiments.report.Overlay} draws a test image with what was selected. A chart is a class
 * that makes {@code NamedChart}s of a {@code ChartSet}, called by {@code Charts}; the sources'
 * numbers are in {@code io/ats/experiments/sources/SUITE.csv}.
 */
package io.ats.experiments.report;
