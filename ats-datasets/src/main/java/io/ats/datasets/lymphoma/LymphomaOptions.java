package io.ats.datasets.lymphoma;

import io.ats.core.data.InputTransform;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.datasets.input.DataFolder;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourOptions;
import io.ats.datasets.scene.Crop;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.SceneSpec;

/** Options of the lymphoma dataset. */
@About(
    summary =
        "Which of three lymphomas a slide shows, CLL, FL or MCL: published or generated images, cut"
            + " out at random in training.",
    paper =
        "Sinigaglia 2023, Scaling mega-pixel images classification via attention sampling:"
            + " lymphoma subtype case study")
public record LymphomaOptions(
    @Embedded ImageOptions images,
    @Option(
            value = "generated: least diameter of a nucleus, pixels",
            min = LymphomaOptions.LEAST_NUCLEUS,
            max = 200)
        int minNucleus,
    @Option(
            value = "generated: largest diameter of a nucleus, pixels",
            min = LymphomaOptions.LEAST_NUCLEUS,
            max = 200)
        int maxNucleus,
    @Option(
            value = "generated: number of magnifications, each with a diameter of all nuclei",
            min = 1,
            max = 20)
        int magnifications,
    @Option(value = "generated: least number of foci", min = 1, max = 1000) int minFoci,
    @Option(value = "generated: greatest number of foci", min = 1, max = 1000) int maxFoci,
    @Option(
            value = "generated: diameter of a focus, as a fraction of the shorter side",
            min = 0,
            above = true,
            max = 0.9)
        double focusSize,
    @Option(
            value = "generated: share of a focus's nuclei that are of a lymphoma",
            min = 0,
            above = true,
            max = 1)
        double marked,
    @Option(
            value =
                "generated: share of these that are of the image's lymphoma; the others are of the"
                    + " other two",
            min = 0.5,
            max = 1)
        double purity,
    @Option(value = "generated: number of different grounds of a split", min = 1, max = 1000)
        int grounds,
    @Embedded ColourOptions colours,
    @Option("folder with the published folders CLL, FL and MCL; empty: generated images")
        String path,
    @Option(
            value =
                "memory for decoded published images, megabytes; at most half of Java's memory is"
                    + " used",
            min = 0)
        int cache)
    implements SceneSpec {

  /** Least diameter of a nucleus, pixels, at which kinds can be told apart. */
  static final int LEAST_NUCLEUS = 10;

  /** How much larger than a crop an image is; the published ones have 1040 × 1388 pixels. */
  private static final double HIGHER = 1.04;

  private static final double WIDER = 1388.0 / 1300;

  /** Most of the area where several foci may lie that they may take, so that places are found. */
  private static final double MOST_COVERED = 0.45;

  /**
   * The source's sizes and splits (70 %, 15 %, 15 % of 374 images). The rest is our own: as in the
   * source, where patches drawn uniformly tell the lymphomas apart, one takes up much of an image.
   */
  public static final LymphomaOptions DEFAULTS =
      new LymphomaOptions(
          new ImageOptions(1000, 1300, 262, 56, 56, 0.2),
          14,
          28,
          3,
          1,
          1,
          0.8,
          0.6,
          0.75,
          4,
          ColourOptions.OF_IMAGENET,
          "",
          1024);

  /**
   * Checks the ranges, and that the foci of generated images fit.
   *
   * @throws OptionException if one is out of range, or the image is too small for foci and nuclei
   */
  public LymphomaOptions {
    Options.check(
        LymphomaOptions.class,
        images,
        minNucleus,
        maxNucleus,
        magnifications,
        minFoci,
        maxFoci,
        focusSize,
        marked,
        purity,
        grounds,
        colours,
        path,
        cache);
    images.requireSides(32);
    images.requireBitmap();
    requireOrder("min-nucleus", minNucleus, "max-nucleus", maxNucleus);
    requireOrder("min-foci", minFoci, "max-foci", maxFoci);
    path = DataFolder.absolute("path", path);
    if (path.isEmpty()) {
      requireFoci(images, maxNucleus, maxFoci, focusSize);
    }
  }

  private static void requireFoci(
      ImageOptions images, int maxNucleus, int maxFoci, double focusSize) {
    int shorter = Math.min(images.height(), images.width());
    if (focusSize * shorter < 3 * maxNucleus) {
      throw new OptionException(
          "focus-size %s gives foci of %.0f pixels on images of height %d and width %d, expected at least 3 nuclei of max-nucleus %d; raise focus-size or lower max-nucleus"
              .formatted(
                  focusSize, focusSize * shorter, images.height(), images.width(), maxNucleus));
    }
    double apart = focusSize * shorter + maxNucleus;
    double down = 2 * images.height() - HIGHER * images.height();
    double across = 2 * images.width() - WIDER * images.width();
    if (apart >= Math.min(down, across)) {
      throw new OptionException(
          "a focus of focus-size %s is not in every crop of height %d and width %d; lower focus-size or max-nucleus"
              .formatted(focusSize, images.height(), images.width()));
    }
    if (maxFoci > 1 && maxFoci * apart * apart > MOST_COVERED * down * across) {
      throw new OptionException(
          "max-foci %d of focus-size %s do not fit apart on images of height %d and width %d; lower max-foci, focus-size or max-nucleus"
              .formatted(maxFoci, focusSize, images.height(), images.width()));
    }
  }

  private static void requireOrder(String least, int from, String most, int to) {
    if (from > to) {
      throw new OptionException(
          "%s must be at most %s, got %d and %d; lower %s or raise %s"
              .formatted(least, most, from, to, least, most));
    }
  }

  /** Returns what part of an image is used. */
  Crop crop() {
    return new Crop(height(), width());
  }

  /** Returns the height of the generated images that crops are made of, pixels. */
  int wholeHeight() {
    return (int) Math.round(HIGHER * height());
  }

  /** Returns the width of the generated images that crops are made of, pixels. */
  int wholeWidth() {
    return (int) Math.round(WIDER * width());
  }

  /** Returns the diameter of the nuclei at a magnification; the ratios between these are equal. */
  int diameter(int magnification) {
    double share = magnifications == 1 ? 0 : magnification / (magnifications - 1.0);
    return (int) Math.round(minNucleus * Math.pow((double) maxNucleus / minNucleus, share));
  }

  /** Returns the radius of a focus, pixels. */
  double focusRadius() {
    return focusSize * Math.min(height(), width()) / 2;
  }

  /** Returns the diameter of a focus with all of its nuclei; foci are as far apart. */
  double apart() {
    return 2 * focusRadius() + maxNucleus;
  }

  @Override
  public int channels() {
    return ColourBitmap.CHANNELS;
  }

  @Override
  public Task target() {
    return new Task("subtype", Subtype.names(), false);
  }

  @Override
  public InputTransform input() {
    return colours.input();
  }

  @Override
  public boolean splitsBySeed() {
    return !path.isEmpty();
  }

  @Override
  public SceneSet scenes(long seed) {
    if (!path.isEmpty()) {
      return new PublishedLymphoma(this, seed);
    }
    images.requireBitmaps("grounds", Split.values().length * grounds);
    return new GeneratedLymphoma(this, seed);
  }
}
