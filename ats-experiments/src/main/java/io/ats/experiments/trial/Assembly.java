package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.data.Augmentation;
import io.ats.core.data.Dataset;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.objective.Answer;
import io.ats.core.objective.Objective;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.source.PositionChannels;
import io.ats.core.weights.Pretrained;
import io.ats.datasets.augment.Jitter;
import io.ats.datasets.augment.Photometric;
import io.ats.datasets.augment.Symmetry;
import io.ats.datasets.augment.Translation;
import io.ats.experiments.config.AugmentationConfig;
import io.ats.experiments.config.TrainingConfig.ClassBalance;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.Seeds;
import io.ats.experiments.train.TrainingListener;
import io.ats.experiments.train.TrainingLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the parts of a trial.
 *
 * @param config the trial
 * @param data the shape of its data
 */
public record Assembly(TrialConfig config, DataShape data) {

  /**
   * Takes the shape of the data from the dataset.
   *
   * @throws OptionException if the dataset cannot tell
   */
  public Assembly(TrialConfig config) {
    this(config, DataShape.of(config.dataset().spec()));
  }

  /** Returns the images' sizes, as the selector sees them. */
  public ImageSpec image() {
    return input().image(data.image());
  }

  private InputTransform input() {
    InputTransform own = config.dataset().spec().input();
    return config.positionChannels() ? own.then(new PositionChannels()) : own;
  }

  /** Returns what is to be predicted. */
  public Task task() {
    return data.task();
  }

  /** Returns the number of patches selected per image. */
  public int patches() {
    return config.selector().spec().patches(image());
  }

  /** Returns the patches' height and width in pixels. */
  public int[] patchSize() {
    return config.selector().spec().patchSize(image());
  }

  /** Returns what names the trial in results. */
  public TrialResult.Key key(TrialLabel label, String id) {
    return new TrialResult.Key(
        label.suite(),
        label.preset(),
        id,
        label.variant(),
        config.dataset().name(),
        task().name(),
        config.selector().name(),
        config.aggregator().name(),
        config.encoder().name(),
        config.seed());
  }

  /** Returns how much is read and trained, given what the configuration does not tell. */
  public TrialResult.Size size(long parameters, int testImages) {
    return new TrialResult.Size(
        parameters,
        patches(),
        config.selector().spec().patchSizes(image()),
        image().height(),
        image().width(),
        testImages);
  }

  /** Returns the trial's seeds. */
  public Seeds seeds() {
    return new Seeds(config.seed());
  }

  /**
   * Creates the model, not yet initialised, without touching the engine; fails if its parts do not
   * fit each other.
   *
   * @throws OptionException naming the option and the fix
   */
  public PatchClassifier classifier() {
    int[] patch = patchSize();
    int least = config.encoder().spec().leastPatch();
    if (Math.min(patch[0], patch[1]) < least) {
      throw new OptionException(
          "encoder %s needs patches of at least %d×%d pixels, selector %s gives %d×%d"
              .formatted(
                  config.encoder().name(),
                  least,
                  least,
                  config.selector().name(),
                  patch[0],
                  patch[1]));
    }
    ClassBalance balance = config.training().balance();
    if (balance != ClassBalance.NONE && (task().multiLabel() || task().isJoint())) {
      throw new OptionException(
          "training.balance = %s needs a task with one class an image, which %s is not; choose none"
              .formatted(Options.key(balance), task().name()));
    }
    ImageSpec image = image();
    requireMoves(config.training().augmentation().translation(), image);
    if (config.training().augmentation().rotate() && image.height() != image.width()) {
      throw new OptionException(
          "augmentation.rotate needs square images, these are of %d×%d; choose augmentation.flip"
              .formatted(image.height(), image.width()));
    }
    PatchClassifier classifier =
        new PatchClassifier(
            config.selector().spec().create(image),
            config.encoder().spec().create(),
            config.aggregator().spec().create(task()),
            task().classes(),
            logits -> Answer.confidence(task(), logits));
    classifier.requirePatches(patches());
    if (config.training().recompute() > 0 && classifier.selector().featureSize() > 0) {
      throw new OptionException(
          "selector %s encodes what it sees itself, step by step, which training.recompute cannot compute again; set training.recompute to 0"
              .formatted(config.selector().name()));
    }
    return classifier;
  }

  /**
   * Checks that the trial can be trained, without touching the engine.
   *
   * @throws OptionException naming the option and the fix
   */
  public void requireTrainable() {
    if (classifier().selector().needsUnitPixels() && !input().keepsUnitRange()) {
      throw new OptionException(
          "selector %s treats the view's pixels as probabilities, but those of dataset %s are normalised; set its mean to [0, 0, 0] and its deviation to [1, 1, 1], or choose another likelihood"
              .formatted(config.selector().name(), config.dataset().name()));
    }
  }

  /** A translation is a whole number of the view's pixels: one of less would do nothing. */
  private static void requireMoves(int translation, ImageSpec image) {
    double pixel =
        Math.max(
            (double) image.height() / image.viewHeight(),
            (double) image.width() / image.viewWidth());
    int side = Math.min(image.height(), image.width());
    if (translation > 0 && (translation < pixel || translation >= side)) {
      throw new OptionException(
          "augmentation.translation must be from %d, a pixel of the view, to %d, less than a side, got %d; 0 turns it off"
              .formatted((int) Math.ceil(pixel), side - 1, translation));
    }
  }

  /**
   * Checks that the parameters with which the encoder is to begin can be read, if there are any.
   *
   * @throws OptionException naming the file
   */
  public void requirePretrained() {
    config.encoder().spec().pretrained().ifPresent(Pretrained::check);
  }

  /**
   * Gives the encoder of a learner that was never trained the parameters with which it is to begin,
   * if there are any.
   *
   * @throws OptionException if they cannot be read or do not fit, naming file and tensor
   */
  Optional<Pretrained.Loaded> begin(Learner learner) {
    return config.encoder().spec().pretrained().map(learner::begin);
  }

  /** Opens the dataset. */
  public Dataset open() {
    return config.dataset().spec().open(seeds().data());
  }

  /**
   * Checks that the selector takes every image of a dataset, whose sizes may differ; reads none.
   *
   * @throws OptionException naming the image, and the option and the fix
   */
  void requireFits(Dataset dataset) {
    if (!dataset.mixed()) {
      return;
    }
    PatchClassifier classifier = classifier();
    Map<ImageSpec, String> names = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      for (int i = 0; i < dataset.size(split); i++) {
        names.putIfAbsent(input().image(dataset.sizes(split, i)), dataset.name(split, i));
      }
    }
    // The smallest first: what fits them fits the others.
    List<ImageSpec> sizes = new ArrayList<>(names.keySet());
    sizes.sort(Comparator.comparingInt(size -> Math.min(size.height(), size.width())));
    for (ImageSpec own : sizes) {
      try {
        classifier.requireTakes(own, image());
        config.selector().spec().create(own);
      } catch (OptionException e) {
        throw new OptionException(
            "image %s of %d×%d: %s"
                .formatted(names.get(own), own.height(), own.width(), e.getMessage()));
      }
    }
  }

  /** Creates the learner, initialised, on a device. */
  public Learner learner(Device device) {
    return new Learner(
        classifier(),
        input(),
        new Objective(task(), config.objective()),
        config.training(),
        image(),
        patches(),
        patchSize(),
        NDManager.newBaseManager(device),
        seeds().initialisation());
  }

  /** Returns the loop that trains it. */
  public TrainingLoop loop(Dataset dataset, List<TrainingListener> listeners) {
    return new TrainingLoop(dataset, config.training(), seeds(), augmentations(), listeners);
  }

  /** Returns what is done to training images, in order. */
  List<Augmentation> augmentations() {
    AugmentationConfig augmentation = config.training().augmentation();
    return List.of(
        new Symmetry(augmentation.flip(), augmentation.rotate()),
        new Translation(augmentation.translation(), augmentation.translationProbability()),
        new Photometric(augmentation.photometric()),
        new Jitter(augmentation.jitter()));
  }
}
