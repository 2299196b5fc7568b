/**
 * The report of a run: {@link io.ats.experiments.report.page.ReportWriter} writes tables, charts
 * and the page, {@link io.ats.experiments.report.page.HtmlReport} the page alone.
 */
package io.ats.experiments.report.page;
