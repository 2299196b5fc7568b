package io.ats.experiments.config;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import java.util.List;

/** How a trial is trained and evaluated. */
public record TrainingConfig(
    @Option(value = "passes over the training split; 0: steps counts", min = 0) int epochs,
    @Option(
            value = "training steps, of which the last epoch may have fewer; 0: epochs counts",
            min = 0)
        int steps,
    @Option(value = "images per training step", min = 1) int batchSize,
    @Option(
            value =
                "images of a training step that are read, and go through the model, at a time; their"
                    + " gradients add up; 0, or from batch-size on: all at once",
            min = 0)
        int microBatch,
    @Option(
            value =
                "patches of a training step that are encoded at a time, their activations computed"
                    + " again in the backward pass; 0: all at once, their activations kept",
            min = 0)
        int recompute,
    @Option(value = "the optimiser's learning rate", min = 0, above = true) double learningRate,
    @Option(value = "learning rate of the selector's parameters; 0: learning-rate", min = 0)
        double selectorLearningRate,
    @Option("the optimiser") Optimizer optimizer,
    @Option(value = "momentum of sgd", min = 0, max = 1) double momentum,
    @Option(value = "decay β1 of the first moment of adam and adamw", min = 0, max = 0.999999)
        double beta1,
    @Option(value = "that of the selector's parameters; 0: beta1", min = 0, max = 0.999999)
        double selectorBeta1,
    @Option(
            value =
                "weight decay λ; adam and sgd: λ times the weights is added to the gradients; adamw:"
                    + " the rate times λ times the weights is subtracted from all of them",
            min = 0)
        double weightDecay,
    @Option("how the learning rate changes after the warm-up") Schedule schedule,
    @Option(value = "share of training over which the learning rate rises from 0", min = 0, max = 1)
        double warmup,
    @Option(value = "schedule step: the epochs after which the rate is reduced", min = 0)
        List<Double> milestones,
    @Option(
            value = "schedule step: factor of the learning rate at each reduction",
            min = 0,
            max = 1,
            above = true)
        double stepFactor,
    @Option(value = "largest norm of all gradients together; 0: no limit", min = 0) double clipNorm,
    @Option(
            value = "largest magnitude of an entry of a gradient, before clip-norm; 0: no limit",
            min = 0)
        double clipValue,
    @Option(value = "images per batch in validation and test", min = 1) int evaluationBatchSize,
    @Option(value = "test images shown in the report", min = 0) int pictures,
    @Option(
            value =
                "epochs between saved score maps of these images, and pictures of the first's"
                    + " patches where training blends them; 0: maps only after the last",
            min = 0)
        int pictureEvery,
    @Option(
            "whether the test split is read, after the last epoch; false: it is not, and there are"
                + " no numbers of it")
        boolean test,
    @Option(
            "whether test accuracy is also measured with the chosen patches blanked in the image, and"
                + " with as many at random: six more predictions of each test image")
        boolean deletion,
    @Option("how classes of different size are made to count alike in training")
        ClassBalance balance,
    @Option("random changes to training images") AugmentationConfig augmentation) {

  /** The values of absent keys. */
  public static final TrainingConfig DEFAULTS =
      new TrainingConfig(
          10,
          0,
          16,
          0,
          0,
          1e-3,
          0,
          Optimizer.ADAM,
          0.9,
          0.9,
          0,
          0,
          Schedule.CONSTANT,
          0,
          List.of(),
          0.1,
          1.0,
          0,
          32,
          6,
          0,
          true,
          false,
          ClassBalance.NONE,
          AugmentationConfig.DEFAULTS);

  /** The rule that updates the parameters. */
  public enum Optimizer {
    /** Adam; its weight decay is an L2 penalty. */
    ADAM,
    /** Adam with decoupled weight decay (Loshchilov &amp; Hutter, ICLR 2019). */
    ADAMW,
    /** Stochastic gradient descent with momentum. */
    SGD
  }

  /** How classes of different size are made to count alike, in tasks with one class an image. */
  public enum ClassBalance {
    /** Not at all: each image counts once. */
    NONE,
    /** An image's loss is weighted by {@code N/(C·n_c)}, {@code n_c} the images of its class. */
    WEIGHTS,
    /**
     * An epoch draws as many images as there are, with replacement: a class, each as likely, then
     * an image of it.
     */
    SAMPLING
  }

  /** How the learning rate changes over the epochs. */
  public enum Schedule {
    /** Not at all. */
    CONSTANT,
    /** Falls to 0 along half a cosine. */
    COSINE,
    /** Multiplied by {@code stepFactor} at each of the {@code milestones}. */
    STEP
  }

  /** Checks the ranges, and that milestones and the step schedule come together. */
  public TrainingConfig {
    Options.check(
        TrainingConfig.class,
        epochs,
        steps,
        batchSize,
        microBatch,
        recompute,
        learningRate,
        selectorLearningRate,
        optimizer,
        momentum,
        beta1,
        selectorBeta1,
        weightDecay,
        schedule,
        warmup,
        milestones,
        stepFactor,
        clipNorm,
        clipValue,
        evaluationBatchSize,
        pictures,
        pictureEvery,
        test,
        deletion,
        balance,
        augmentation);
    milestones = List.copyOf(milestones);
    if ((epochs == 0) == (steps == 0)) {
      throw new OptionException(
          "epochs and steps: one of them must be 0, got " + epochs + " and " + steps);
    }
    if ((schedule == Schedule.STEP) == milestones.isEmpty()) {
      throw new OptionException(
          "milestones "
              + milestones
              + " and schedule "
              + Options.key(schedule)
              + " do not fit: schedule step needs milestones, and no other uses them");
    }
    if (epochs > 0 && milestones.stream().anyMatch(milestone -> milestone >= epochs)) {
      throw new OptionException("milestones " + milestones + " are not all below epochs " + epochs);
    }
  }

  /** Returns the number of training steps with that many training images. */
  public long steps(int images) {
    return steps > 0 ? steps : (long) epochs * stepsPerEpoch(images);
  }

  /** Returns the number of epochs, begun ones included, with that many training images. */
  public int epochs(int images) {
    int each = stepsPerEpoch(images);
    return steps > 0 ? (steps - 1) / each + 1 : epochs;
  }

  /** Returns whether an epoch's score maps are saved, with that many training images. */
  public boolean pictured(int epoch, int images) {
    return pictureEvery > 0 && epoch % pictureEvery == 0 || epoch == epochs(images);
  }

  /** Returns the steps of a whole epoch: an incomplete batch counts only if there is no other. */
  public int stepsPerEpoch(int images) {
    return Math.max(1, images / batchSize);
  }

  /** Returns the images of a training step that go through the model at a time. */
  public int imagesAtATime() {
    return microBatch == 0 ? batchSize : Math.min(microBatch, batchSize);
  }

  /** Returns {@code β1} of the selector's parameters. */
  public double effectiveSelectorBeta1() {
    return selectorBeta1 == 0 ? beta1 : selectorBeta1;
  }

  /** Returns the learning rate of the selector's parameters. */
  public double effectiveSelectorLearningRate() {
    return selectorLearningRate == 0 ? learningRate : selectorLearningRate;
  }
}
