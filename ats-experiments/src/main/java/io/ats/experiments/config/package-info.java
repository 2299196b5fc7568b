/**
 * Typed configuration from YAML, with errors that name key, value, what is allowed, file and line.
 *
 * <p>Read first: {@link io.ats.experiments.config.ConfigNode}, the tree that knows where each value
 * stands; {@link io.ats.experiments.config.RecordBinder}, which turns it into records; {@link
 * io.ats.experiments.config.TrialConfig}, everything that determines a trial; {@link
 * io.ats.experiments.config.SuiteExpansion}, which lists the trials of a suite.
 */
package io.ats.experiments.config;
