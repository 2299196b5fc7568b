package io.ats.datasets.billiards;

import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Task;
import io.ats.core.plugin.DatasetFactory;
import io.ats.datasets.scene.SceneDataset;

/** Opens the billiards dataset, published or generated. */
public final class BilliardsFactory implements DatasetFactory<BilliardsOptions> {

  @Override
  public BilliardsOptions defaults() {
    return BilliardsOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Numbered billiard balls on a table: the higher number of the leftmost and the"
        + " rightmost; published images, or drawn ones.";
  }

  @Override
  public String paper() {
    return "Cordonnier et al. 2021, Differentiable Patch Selection for Image Recognition,"
        + " section 5.2";
  }

  @Override
  public ImageSpec image(BilliardsOptions options) {
    return SceneDataset.colour(options.height(), options.width(), options.viewScale());
  }

  @Override
  public Task task(BilliardsOptions options) {
    return new Task("max-left-right", Rack.NUMBERS, false);
  }

  /** {@inheritDoc} Draws a few pictures, or reads the labels of the published images. */
  @Override
  public Dataset open(BilliardsOptions options, long seed) {
    return new SceneDataset(
        image(options),
        task(options),
        options.path().isEmpty()
            ? new GeneratedBilliards(options, seed)
            : new PublishedBilliards(options));
  }
}
