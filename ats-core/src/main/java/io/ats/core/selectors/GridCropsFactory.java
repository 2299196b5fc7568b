package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SelectorFactory;

/** Makes {@code grid-crops}. */
public final class GridCropsFactory implements SelectorFactory<GridCropsOptions> {

  @Override
  public GridCropsOptions defaults() {
    return GridCropsOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "The image cut in a grid of crops whose features are summed.";
  }

  @Override
  public String paper() {
    return "Ramapuram et al., Variational Saccading, BMVC 2019, the 144-crop ResNet-18 baseline";
  }

  @Override
  public PatchSelector create(GridCropsOptions options, ImageSpec image) {
    return new GridCrops(options, image);
  }

  @Override
  public int[] patchSize(GridCropsOptions options, ImageSpec image) {
    return options.cropSize(image);
  }

  @Override
  public int patches(GridCropsOptions options, ImageSpec image) {
    return options.rows() * options.columns();
  }
}
