/**
 * Tables: {@link io.ats.experiments.report.tables.ReportTable} lists them, {@link
 * io.ats.experiments.report.tables.Tables} makes the two main ones, {@link
 * io.ats.experiments.report.tables.TableWriter} writes any as CSV, Markdown, LaTeX or text. The
 * sources' numbers are in {@code io/ats/experiments/sources/SUITE.csv}.
 */
package io.ats.experiments.report.tables;
