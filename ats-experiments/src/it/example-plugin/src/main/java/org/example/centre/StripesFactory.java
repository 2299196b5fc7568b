package org.example.centre;

import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Task;
import io.ats.core.plugin.DatasetFactory;

/** Opens {@code stripes}. */
public final class StripesFactory implements DatasetFactory<StripesOptions> {

  @Override
  public StripesOptions defaults() {
    return new StripesOptions(64, 200, 50);
  }

  @Override
  public String summary() {
    return "Which way the stripes in the middle go.";
  }

  @Override
  public String paper() {
    return "ours";
  }

  @Override
  public ImageSpec image(StripesOptions options) {
    return ImageSpec.scaled(1, options.side(), options.side(), 0.25);
  }

  @Override
  public Task task(StripesOptions options) {
    return new Task("direction", 2, false);
  }

  @Override
  public Dataset open(StripesOptions options, long seed) {
    return new Stripes(options, seed);
  }
}
