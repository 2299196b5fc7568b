package io.ats.topk.ips;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code ips}. */
public final class IterativeSelectionFactory
    implements SquarePatchFactory<IterativeSelectionOptions> {

  @Override
  public IterativeSelectionOptions defaults() {
    return IterativeSelectionOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Embeds every patch, a few at a time, and keeps those that the aggregator attends to.";
  }

  @Override
  public String paper() {
    return "Bergner, Lippert & Mahendran, Iterative Patch Selection, ICLR 2023, section 3.1";
  }

  @Override
  public PatchSelector create(IterativeSelectionOptions options, ImageSpec image) {
    return new IterativeSelection(options, image);
  }
}
