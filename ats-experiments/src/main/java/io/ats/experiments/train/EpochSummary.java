package io.ats.experiments.train;

import io.ats.experiments.results.MetricsRow;

/**
 * An epoch's results.
 *
 * @param train loss and accuracy over its steps, while training
 * @param trainCpuSeconds CPU time of this process, all its threads together, during those steps
 * @param validation metrics on the validation split after it
 */
public record EpochSummary(MetricsRow train, double trainCpuSeconds, MetricsRow validation) {

  /** Returns the epoch, from 1. */
  public int epoch() {
    return train.epoch();
  }
}
