package io.ats.experiments.config;

/**
 * A trial that a suite consists of.
 *
 * @param id names the trial and its folder, after its configuration alone
 * @param variant what tells the trial's row apart in the suite's tables
 * @param config everything that determines the trial, resolved
 */
public record PlannedTrial(String id, String variant, TrialConfig config) {}
