package io.ats.datasets.signs;

import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Task;
import io.ats.core.plugin.DatasetFactory;
import io.ats.datasets.scene.SceneDataset;

/** Opens the traffic sign dataset, published or generated. */
public final class TrafficSignsFactory implements DatasetFactory<TrafficSignsOptions> {

  @Override
  public TrafficSignsOptions defaults() {
    return TrafficSignsOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Street scenes with a speed limit of 50, 70 or 80, or none: the Swedish traffic signs,"
        + " or drawn ones.";
  }

  @Override
  public String paper() {
    return "Larsson & Felsberg 2011, Using Fourier Descriptors and Spatial Models for Traffic Sign"
        + " Recognition; the task: Katharopoulos & Fleuret 2019, Processing Megapixel Images with"
        + " Deep Attention-Sampling Models, section 4.4";
  }

  @Override
  public ImageSpec image(TrafficSignsOptions options) {
    return SceneDataset.colour(options.height(), options.width(), options.viewScale());
  }

  @Override
  public Task task(TrafficSignsOptions options) {
    return new Task("speed-limit", SpeedLimit.values().length, false);
  }

  /** {@inheritDoc} Draws a few pictures, or reads the published annotations. */
  @Override
  public Dataset open(TrafficSignsOptions options, long seed) {
    return new SceneDataset(
        image(options),
        task(options),
        options.path().isEmpty()
            ? new GeneratedSigns(options, seed)
            : new PublishedSigns(options, seed));
  }
}
