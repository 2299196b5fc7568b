package io.ats.experiments.suite;

import io.ats.experiments.config.TrialConfig;

/**
 * A trial of a suite.
 *
 * @param id the trial's identifier and folder name, from its configuration alone
 * @param variant the name of the trial's row in the suite's tables
 * @param tuningTrials how many trials the row's options were chosen from; 0 if not by {@code ./ats
 *     tune}
 * @param config everything that determines the trial
 */
public record PlannedTrial(String id, String variant, int tuningTrials, TrialConfig config) {

  /** Creates a trial whose options no search chose. */
  public PlannedTrial(String id, String variant, TrialConfig config) {
    this(id, variant, 0, config);
  }
}
