package io.ats.experiments.config;

import io.ats.core.options.Option;

/** How a trial is trained and evaluated. */
public record TrainingConfig(
    @Option(value = "passes over the training split", min = 1) int epochs,
    @Option(value = "images a training step", min = 1) int batchSize,
    @Option(value = "the optimiser's learning rate", min = 0, above = true) double learningRate,
    @Option(value = "learning rate of the selector's parameters; 0: learning-rate", min = 0)
        double selectorLearningRate,
    @Option("the optimiser") Optimizer optimizer,
    @Option(value = "momentum of sgd", min = 0, max = 1) double momentum,
    @Option(value = "weight decay, as a factor of the weights a step", min = 0) double weightDecay,
    @Option("how the learning rate goes on after the warm-up") Schedule schedule,
    @Option(value = "epochs over which the learning rate rises from 0", min = 0) int warmupEpochs,
    @Option(value = "schedule step: epochs between two steps", min = 1) int stepEpochs,
    @Option(
            value = "schedule step: what a step multiplies the learning rate with",
            min = 0,
            max = 1,
            above = true)
        double stepFactor,
    @Option(value = "largest norm of all gradients together; 0: no limit", min = 0) double clipNorm,
    @Option(value = "images a step of validation and test", min = 1) int evaluationBatchSize,
    @Option(value = "test images drawn in the report", min = 0) int pictures,
    @Option(
            value = "epochs between two keepings of these images' score maps; 0: only the last",
            min = 0)
        int pictureEvery,
    @Option("random changes to training images") AugmentationConfig augmentation) {

  /** The values of absent keys. */
  public static final TrainingConfig DEFAULTS =
      new TrainingConfig(
          10,
          16,
          1e-3,
          0,
          Optimizer.ADAM,
          0.9,
          0,
          Schedule.CONSTANT,
          0,
          30,
          0.1,
          1.0,
          32,
          6,
          0,
          AugmentationConfig.DEFAULTS);

  /** What updates the parameters. */
  public enum Optimizer {
    /** Adam. */
    ADAM,
    /** Stochastic gradient descent with momentum. */
    SGD
  }

  /** How the learning rate goes over the epochs. */
  public enum Schedule {
    /** It stays. */
    CONSTANT,
    /** Down to 0 along half a cosine. */
    COSINE,
    /** Multiplied by a factor every so many epochs. */
    STEP
  }

  /** Checks that the warm-up ends. */
  public TrainingConfig {
    if (warmupEpochs > epochs) {
      throw new IllegalArgumentException(
          "warmup-epochs must be at most epochs, got " + warmupEpochs + " and " + epochs);
    }
  }

  /** Returns the learning rate of the selector's parameters. */
  public double effectiveSelectorLearningRate() {
    return selectorLearningRate == 0 ? learningRate : selectorLearningRate;
  }
}
