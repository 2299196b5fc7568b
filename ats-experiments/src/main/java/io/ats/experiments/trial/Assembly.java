package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.PatchClassifier;
import io.ats.core.data.Augmentation;
import io.ats.core.data.Dataset;
import io.ats.core.data.ImageSpec;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Task;
import io.ats.core.objective.Objective;
import io.ats.core.options.OptionException;
import io.ats.core.source.PositionChannels;
import io.ats.datasets.augment.Jitter;
import io.ats.datasets.augment.Photometric;
import io.ats.datasets.augment.Symmetry;
import io.ats.datasets.augment.Translation;
import io.ats.experiments.config.AugmentationConfig;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.Seeds;
import io.ats.experiments.train.TrainingListener;
import io.ats.experiments.train.TrainingLoop;
import java.util.List;

/**
 * Builds the parts of a trial.
 *
 * @param config the trial
 */
public record Assembly(TrialConfig config) {

  /** Returns the images' sizes, as the selector sees them. */
  public ImageSpec image() {
    return input().image(config.dataset().spec().image());
  }

  private InputTransform input() {
    return config.positionChannels() ? new PositionChannels() : InputTransform.NONE;
  }

  /** Returns what is to be predicted. */
  public Task task() {
    return config.dataset().spec().target();
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
    int[] patch = patchSize();
    return new TrialResult.Size(
        parameters,
        patches(),
        patch[0] == patch[1] ? Integer.toString(patch[0]) : patch[0] + "×" + patch[1],
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
            task().classes());
    if (config.training().recompute() > 0 && classifier.selector().featureSize() > 0) {
      throw new OptionException(
          "selector %s encodes what it sees itself, step by step, which training.recompute cannot compute again; set training.recompute to 0"
              .formatted(config.selector().name()));
    }
    return classifier;
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

  /** Opens the dataset. */
  public Dataset open() {
    return config.dataset().spec().open(seeds().data());
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
