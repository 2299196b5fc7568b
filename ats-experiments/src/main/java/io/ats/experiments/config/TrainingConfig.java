package io.ats.experiments.config;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;

/** How a trial is trained and evaluated. */
public record TrainingConfig(
    @Option(value = "passes over the training split", min = 1) int epochs,
    @Option(value = "images per training step", min = 1) int batchSize,
    @Option(value = "the optimiser's learning rate", min = 0, above = true) double learningRate,
    @Option(value = "learning rate of the selector's parameters; 0: learning-rate", min = 0)
        double selectorLearningRate,
    @Option("the optimiser") Optimizer optimizer,
    @Option(value = "momentum of sgd", min = 0, max = 1) double momentum,
    @Option(
            value = "weight decay: this factor times the weights is added to the gradients",
            min = 0)
        double weightDecay,
    @Option("how the learning rate changes after the warm-up") Schedule schedule,
    @Option(value = "epochs over which the learning rate rises from 0", min = 0) int warmupEpochs,
    @Option(value = "schedule step: epochs between two reductions", min = 1) int stepEpochs,
    @Option(
            value = "schedule step: factor of the learning rate at each reduction",
            min = 0,
            max = 1,
            above = true)
        double stepFactor,
    @Option(value = "largest norm of all gradients together; 0: no limit", min = 0) double clipNorm,
    @Option(value = "images per batch in validation and test", min = 1) int evaluationBatchSize,
    @Option(value = "test images shown in the report", min = 0) int pictures,
    @Option(
            value = "epochs between saved score maps of these images; 0: only after the last",
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

  /** The rule that updates the parameters. */
  public enum Optimizer {
    /** Adam. */
    ADAM,
    /** Stochastic gradient descent with momentum. */
    SGD
  }

  /** How the learning rate changes over the epochs. */
  public enum Schedule {
    /** Not at all. */
    CONSTANT,
    /** Falls to 0 along half a cosine. */
    COSINE,
    /** Multiplied by {@code stepFactor} every {@code stepEpochs} epochs. */
    STEP
  }

  /** Checks the ranges, and that the warm-up is no longer than the training. */
  public TrainingConfig {
    Options.check(
        TrainingConfig.class,
        epochs,
        batchSize,
        learningRate,
        selectorLearningRate,
        optimizer,
        momentum,
        weightDecay,
        schedule,
        warmupEpochs,
        stepEpochs,
        stepFactor,
        clipNorm,
        evaluationBatchSize,
        pictures,
        pictureEvery,
        augmentation);
    if (warmupEpochs > epochs) {
      throw new OptionException(
          "warmup-epochs must be at most epochs, got " + warmupEpochs + " and " + epochs);
    }
  }

  /** Returns the learning rate of the selector's parameters. */
  public double effectiveSelectorLearningRate() {
    return selectorLearningRate == 0 ? learningRate : selectorLearningRate;
  }
}
