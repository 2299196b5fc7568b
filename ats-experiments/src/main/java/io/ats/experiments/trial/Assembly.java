package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.Augmentation;
import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.Task;
import io.ats.core.model.PatchClassifier;
import io.ats.core.objective.Objective;
import io.ats.core.options.OptionException;
import io.ats.core.selectors.PositionedSelector;
import io.ats.datasets.augment.Jitter;
import io.ats.datasets.augment.Photometric;
import io.ats.datasets.augment.PhotometricOptions;
import io.ats.experiments.config.AugmentationConfig;
import io.ats.experiments.config.Components;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.Seeds;
import io.ats.experiments.train.TrainingListener;
import io.ats.experiments.train.TrainingLoop;
import java.util.List;

/**
 * A trial's parts put together.
 *
 * @param config the trial
 * @param components its components with their options
 */
public record Assembly(TrialConfig config, Components components) {

  /** Returns the images' sizes, as the selector sees them. */
  public ImageSpec image() {
    ImageSpec image = components.dataset().image();
    return config.positionChannels() ? PositionedSelector.image(image) : image;
  }

  /** Returns the trial's seeds. */
  public Seeds seeds() {
    return new Seeds(config.seed());
  }

  /**
   * Creates the model, not yet initialised, without touching the engine: fails if the parts do not
   * fit each other.
   *
   * @throws OptionException naming the option and the fix
   */
  public PatchClassifier classifier() {
    Task task = components.dataset().task();
    PatchSelector selector = components.selector().create(image());
    int[] patch = components.selector().patchSize(image());
    int least = components.encoder().leastPatch();
    if (Math.min(patch[0], patch[1]) < least) {
      throw new OptionException(
          "encoder %s needs patches of at least %d×%d pixels, selector %s gives %d×%d"
              .formatted(
                  components.encoder().name(),
                  least,
                  least,
                  components.selector().name(),
                  patch[0],
                  patch[1]));
    }
    return new PatchClassifier(
        config.positionChannels() ? new PositionedSelector(selector) : selector,
        components.encoder().create(),
        components.aggregator().create(task),
        task.classes());
  }

  /** Opens the dataset. */
  public Dataset open() {
    return components.dataset().open(seeds().data());
  }

  /** Creates the learner, initialised, on a device. */
  public Learner learner(Device device) {
    return new Learner(
        classifier(),
        new Objective(components.dataset().task(), config.objective()),
        config.training(),
        image(),
        components.selector().patches(image()),
        components.selector().patchSize(image()),
        NDManager.newBaseManager(device),
        seeds().initialisation());
  }

  /** Returns the loop that trains it. */
  public TrainingLoop loop(Dataset dataset, List<TrainingListener> listeners) {
    return new TrainingLoop(dataset, config.training(), seeds(), augmentations(), listeners);
  }

  private List<Augmentation> augmentations() {
    AugmentationConfig config = this.config.training().augmentation();
    return List.of(
        new Photometric(new PhotometricOptions(config.gain(), config.bias())),
        new Jitter(config.jitter()));
  }
}
