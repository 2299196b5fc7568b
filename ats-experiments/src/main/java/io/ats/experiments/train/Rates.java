package io.ats.experiments.train;

import io.ats.experiments.config.TrainingConfig;

/** The schedule of the learning rate. */
final class Rates {

  private Rates() {}

  /**
   * Returns the factor by which the learning rate is multiplied.
   *
   * @param progress how much of training is done, in [0,1)
   * @param epochs how many epochs are done, with the fraction of the current one
   */
  static double factor(TrainingConfig config, double progress, double epochs) {
    double warmup = config.warmup();
    if (progress < warmup) {
      return Math.min(1, Math.max(progress, 1e-6) / warmup);
    }
    return switch (config.schedule()) {
      case CONSTANT -> 1;
      case COSINE -> 0.5 * (1 + Math.cos(Math.PI * (progress - warmup) / (1 - warmup)));
      case STEP ->
          Math.pow(
              config.stepFactor(), config.milestones().stream().filter(m -> epochs >= m).count());
    };
  }
}
