/**
 * The trials of a report: {@link io.ats.experiments.report.TrialReader} reads them, {@link
 * io.ats.experiments.report.VariantRow} groups those that differ in their seeds alone. Tables,
 * charts and the page each have a package below this one.
 */
package io.ats.experiments.report;
