package io.ats.experiments.train;

import io.ats.experiments.config.TrainingConfig;

/** The schedule of the learning rate. */
final class Rates {

  private Rates() {}

  /**
   * Returns the factor by which the learning rate is multiplied.
   *
   * @param epoch number of epochs done, with the fraction of the current one
   */
  static double factor(TrainingConfig config, double epoch) {
    int warmup = config.warmupEpochs();
    if (epoch < warmup) {
      return Math.max(epoch, 1e-3) / warmup;
    }
    double after = epoch - warmup;
    return switch (config.schedule()) {
      case CONSTANT -> 1;
      case COSINE -> 0.5 * (1 + Math.cos(Math.PI * after / Math.max(1, config.epochs() - warmup)));
      case STEP -> Math.pow(config.stepFactor(), Math.floor(after / config.stepEpochs()));
    };
  }
}
