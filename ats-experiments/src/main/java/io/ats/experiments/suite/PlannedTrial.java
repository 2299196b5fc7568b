package io.ats.experiments.suite;

import io.ats.experiments.config.TrialConfig;

/**
 * A trial of a suite.
 *
 * @param id the trial's identifier and folder name, from its configuration alone
 * @param variant the name of the trial's row in the suite's tables
 * @param config everything that determines the trial
 */
public record PlannedTrial(String id, String variant, TrialConfig config) {}
