package io.ats.experiments.stripes;

import io.ats.core.ImageSpec;
import io.ats.core.data.Dataset;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.plugin.About;
import io.ats.core.plugin.DatasetSpec;

/** Options of {@code stripes}. */
@About(summary = "Which way the stripes in the middle go.", paper = "ours")
record StripesOptions(
    @Option(value = "side of the images, pixels", min = 16, max = 1024) int side,
    @Option(value = "number of training images", min = 1) int train,
    @Option(value = "number of validation images, and of test images", min = 1) int test,
    @Option("what the test split is") TestSplit testSplit)
    implements DatasetSpec {

  static final StripesOptions DEFAULTS = new StripesOptions(64, 200, 50, TestSplit.WHOLE);

  /** What the test split is. */
  enum TestSplit {
    /** Images as in the other splits. */
    WHOLE,
    /** The same with the other label. */
    RELABELLED,
    /** An error when anything is asked of it. */
    UNREADABLE
  }

  @Override
  public ImageSpec image() {
    return ImageSpec.scaled(1, side, side, 0.25);
  }

  @Override
  public Task target() {
    return new Task("direction", 2, false);
  }

  @Override
  public Dataset open(long seed) {
    return new Stripes(this, seed);
  }
}
