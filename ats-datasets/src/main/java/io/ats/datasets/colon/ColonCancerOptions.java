package io.ats.datasets.colon;

import io.ats.core.data.InputTransform;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.datasets.folder.DrawnSplits;
import io.ats.datasets.input.DataFolder;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourOptions;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.SceneSpec;
import java.util.List;

/** Options of the colon cancer dataset. */
@About(
    summary =
        "Does a stained slide of a colon show epithelial nuclei? The published classification set,"
            + " or generated slides.",
    paper =
        "Sirinukunwattana et al. 2016, Locality Sensitive Deep Learning for Detection and"
            + " Classification of Nuclei in Routine Colon Cancer Histology Images; the task: Ilse"
            + " et al. 2018, Attention-based Deep Multiple Instance Learning, section 4.3")
public record ColonCancerOptions(
    @Embedded ImageOptions images,
    @Option(
            value = "published: number of folds for cross-validation, at least 2; 0: none",
            min = 0,
            max = 100)
        int folds,
    @Option(value = "published: the fold that is for test, from 0", min = 0, max = 99) int fold,
    @Option(
            value = "side of the box around an epithelial nucleus, pixels of the file",
            min = 1,
            max = 500)
        int boxSize,
    @Option(value = "generated: share of images with epithelial nuclei", min = 0, max = 1)
        double positive,
    @Option(
            value = "generated: length of an epithelial nucleus, pixels",
            min = ColonCancerOptions.LEAST_NUCLEUS,
            max = 200)
        int nucleusSize,
    @Option(
            value =
                "generated: greatest number of rings; one is lined with inflammatory nuclei, the"
                    + " others with epithelial or with other ones",
            min = 2,
            max = 100)
        int rings,
    @Option(
            value = "generated: greatest number of other nuclei between the rings",
            min = 0,
            max = 10_000)
        int others,
    @Option(value = "generated: number of different grounds of a split", min = 1, max = 1000)
        int grounds,
    @Embedded ColourOptions colours,
    @Option("folder with the published folder Classification; empty: generated images") String path,
    @Option(
            value =
                "memory for decoded published images, megabytes; at most half of Java's memory is"
                    + " used",
            min = 0)
        int cache)
    implements SceneSpec {

  /** Least length of an epithelial nucleus, pixels, at which kinds can be told apart. */
  static final int LEAST_NUCLEUS = 12;

  /** What the labels 0 and 1 are called. */
  static final List<String> CLASSES = List.of("none", "epithelial");

  /** Radius of the smallest and the largest ring, in lengths of an epithelial nucleus. */
  private static final double NARROW = 1.6;

  private static final double WIDE = 2.2;

  /** Most of the area where rings may lie that they may take, so that places are found. */
  private static final double MOST_COVERED = 0.4;

  /**
   * The published size and number of images, and boxes as in Ilse et al.; the split, the view and
   * what is generated are our own.
   */
  public static final ColonCancerOptions DEFAULTS =
      new ColonCancerOptions(
          new ImageOptions(500, 500, 80, 10, 10, 0.2),
          0,
          0,
          27,
          0.5,
          20,
          3,
          120,
          4,
          ColourOptions.OF_IMAGENET,
          "",
          512);

  /**
   * Checks the ranges, and that the rings of generated images fit.
   *
   * @throws OptionException if one is out of range, or the image is too small for rings and boxes
   */
  public ColonCancerOptions {
    Options.check(
        ColonCancerOptions.class,
        images,
        folds,
        fold,
        boxSize,
        positive,
        nucleusSize,
        rings,
        others,
        grounds,
        colours,
        path,
        cache);
    images.requireSides(32);
    images.requireBitmap();
    DrawnSplits.requireFold(folds, fold);
    int height = images.height();
    int width = images.width();
    if (boxSize > Math.min(height, width)) {
      throw new OptionException(
          "box-size must be at most a side of the image, got %d on images of height %d and width %d"
              .formatted(boxSize, height, width));
    }
    path = DataFolder.absolute("path", path);
    if (path.isEmpty()) {
      requireRings(height, width, nucleusSize, rings);
    }
  }

  private static void requireRings(int height, int width, int nucleusSize, int rings) {
    double wide = 2 * WIDE * nucleusSize;
    if (wide >= Math.min(height, width) || rings * wide * wide > MOST_COVERED * height * width) {
      throw new OptionException(
          "rings %d with nuclei of nucleus-size %d do not fit apart on images of height %d and width %d; lower rings or nucleus-size"
              .formatted(rings, nucleusSize, height, width));
    }
  }

  /**
   * Returns top, left, bottom, right of a nucleus's box, moved inside the image where it reaches
   * over an edge; all in pixels.
   */
  double[] box(double row, double column, int height, int width) {
    double top = Math.max(0, Math.min(height - boxSize, row - boxSize / 2.0));
    double left = Math.max(0, Math.min(width - boxSize, column - boxSize / 2.0));
    return new double[] {top, left, top + boxSize, left + boxSize};
  }

  /** Returns the radius of a drawn ring, pixels. */
  int ringRadius(int variant) {
    double share = variant / (SlideArt.RINGS - 1.0);
    return (int) Math.round(nucleusSize * (NARROW + share * (WIDE - NARROW)));
  }

  @Override
  public int channels() {
    return ColourBitmap.CHANNELS;
  }

  @Override
  public Task target() {
    return new Task("epithelial", CLASSES, false);
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
      return new PublishedColon(this, seed);
    }
    images.requireBitmaps("grounds", Split.values().length * grounds);
    return new GeneratedColon(this, seed);
  }
}
