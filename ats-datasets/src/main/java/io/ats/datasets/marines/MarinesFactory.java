package io.ats.datasets.marines;

import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Task;
import io.ats.core.plugin.DatasetFactory;
import io.ats.datasets.scene.SceneDataset;

/** Opens the marines dataset. */
public final class MarinesFactory implements DatasetFactory<MarinesOptions> {

  @Override
  public MarinesOptions defaults() {
    return MarinesOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "The number of marines in a drawn battle; the low-resolution view is a minimap, on which"
        + " all units of a side look alike.";
  }

  @Override
  public String paper() {
    return "Ramapuram et al. 2019, Variational Saccading, section 4.3";
  }

  @Override
  public ImageSpec image(MarinesOptions options) {
    return SceneDataset.colour(options.height(), options.width(), options.viewScale());
  }

  @Override
  public Task task(MarinesOptions options) {
    return new Task("count", options.maxUnits() + 1, false);
  }

  /** {@inheritDoc} Draws a few pictures. */
  @Override
  public Dataset open(MarinesOptions options, long seed) {
    return new SceneDataset(image(options), task(options), new Marines(options, seed));
  }
}
