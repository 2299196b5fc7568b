/**
 * Tables, charts, pictures and the page of a run: {@link io.ats.experiments.report.ReportWriter}
 * writes all of it, {@link io.ats.experiments.report.Tables} makes the tables, {@link
 * io.ats.experiments.report.Overlay} draws a test image with what was selected.
 */
package io.ats.experiments.report;
