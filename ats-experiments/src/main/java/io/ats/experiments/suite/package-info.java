/**
 * Suites: rows, grids and presets of trials, written in YAML.
 *
 * <p>Read first: {@link io.ats.experiments.suite.SuiteConfig}, a suite as written; {@link
 * io.ats.experiments.suite.SuiteExpansion}, which lists its trials; {@link
 * io.ats.experiments.suite.ResolvedSuite}, the suite as a run folder keeps it.
 */
package io.ats.experiments.suite;
