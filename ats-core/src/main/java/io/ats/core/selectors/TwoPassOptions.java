package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.PatchSpec;

/** Options of {@code two-pass}; {@code patches} are those of both passes together. */
@About(
    summary =
        "Patches at random positions, then more around those that the classifier is surest of.",
    paper =
        "Combalia & Vilaplana, Monte-Carlo Sampling applied to Multiple Instance Learning, 2018,"
            + " as Katharopoulos & Fleuret, ICML 2019, supplement D, describe it; details: ours")
public record TwoPassOptions(
    @Embedded PatchOptions patch,
    @Option(
            value = "share of the patches that is drawn in the first pass, at least one patch",
            min = 0,
            above = true,
            max = 1)
        double firstShare,
    @Option(
            value =
                "patches of the first pass that the second draws around, the surest; by default"
                    + " fewer where that pass has fewer",
            min = 1,
            max = 100_000)
        int around,
    @Option(
            value = "standard deviation of the positions around a patch, in sides of a patch",
            min = 0,
            above = true,
            max = 1000)
        double spread,
    @Option(
            "patches that are weighed: all, or only the one that the classifier is surest of; the"
                + " latter is meant for aggregator mean, and refused with decision-fusion")
        TwoPassAnswer answer)
    implements PatchSpec {

  private static final int AROUND = 2;
  private static final double SPREAD = 0.5;

  /** Number and size of the patches as for {@code ats}; half of them in each pass. */
  public static final TwoPassOptions DEFAULTS =
      new TwoPassOptions(PatchOptions.DEFAULTS, 0.5, AROUND, SPREAD, TwoPassAnswer.ALL);

  /** Checks the ranges, and that what is not the default has an effect. */
  public TwoPassOptions {
    Options.check(TwoPassOptions.class, patch, firstShare, around, spread, answer);
    int first = first(patch, firstShare);
    if (around > first && around != AROUND) {
      throw new OptionException(
          "around = %d is more than the %d patches of the first pass; choose around at most %d, or a larger first-share"
              .formatted(around, first, first));
    }
    if (first == patch.patches() && (around != AROUND || spread != SPREAD)) {
      throw new OptionException(
          "around and spread are of the second pass, and the first has all %d patches; leave them out, or choose a smaller first-share"
              .formatted(first));
    }
  }

  /** Returns how many patches the first pass draws. */
  int first() {
    return first(patch, firstShare);
  }

  private static int first(PatchOptions patch, double share) {
    return Math.max(1, (int) Math.round(share * patch.patches()));
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new TwoPass(this, image);
  }
}
