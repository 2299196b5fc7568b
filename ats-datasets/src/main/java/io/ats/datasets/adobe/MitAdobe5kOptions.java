package io.ats.datasets.adobe;

import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.datasets.input.DataFolder;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.SceneSpec;

/** Options of {@code mit-adobe-5k}. */
@About(
    summary =
        "What a photograph shows, of six kinds: the published MIT-Adobe FiveK, or generated scenes"
            + " with small figures.",
    paper =
        "Bychkovsky et al. 2011, Learning Photographic Global Tonal Adjustment with a Database of"
            + " Input/Output Image Pairs; the task: Ramapuram et al. 2019, Variational Saccading,"
            + " section 4.2")
public record MitAdobe5kOptions(
    @Embedded ImageOptions images,
    @Option(
            value =
                "generated: minimum size of a figure, the root of the area that it covers, as a"
                    + " fraction of the shorter side",
            min = 0,
            above = true,
            max = 0.3)
        double figureMin,
    @Option(
            value = "generated: maximum size of a figure, as a fraction of the shorter side",
            min = 0,
            above = true,
            max = 0.3)
        double figureMax,
    @Option(value = "generated: maximum number of figures of the class", min = 1, max = 100)
        int maxFigures,
    @Option(value = "generated: number of stones and tufts, of any class", min = 0, max = 1000)
        int props,
    @Option(value = "generated: number of different landscapes of a split", min = 1, max = 1000)
        int grounds,
    @Option(
            "folder with the published categories.txt and the photographs (JPEG, PNG, TIFF) in it or"
                + " in folders in it; or, in such a folder, a table file,label; empty: generated"
                + " images")
        String path,
    @Option(
            value =
                "memory for decoded published images, megabytes; at most half of Java's memory is used",
            min = 0)
        int cache)
    implements SceneSpec {

  /** Smallest figure, pixels, at which kinds can be told apart. */
  private static final int LEAST_FIGURE = 12;

  /**
   * The sizes of the source's large images and of its view, and splits of our own: the source names
   * neither for these images.
   */
  public static final MitAdobe5kOptions DEFAULTS =
      new MitAdobe5kOptions(
          new ImageOptions(2528, 2528, 3500, 500, 1000, 0.0125), 0.03, 0.05, 3, 4, 4, "", 2048);

  /**
   * Checks the ranges, and that figures are legible.
   *
   * @throws OptionException if not
   */
  public MitAdobe5kOptions {
    Options.check(
        MitAdobe5kOptions.class,
        images,
        figureMin,
        figureMax,
        maxFigures,
        props,
        grounds,
        path,
        cache);
    images.requireSides(32);
    images.requireBitmap();
    path = DataFolder.absolute("path", path);
    if (figureMin > figureMax) {
      throw new OptionException(
          "figure-min must be at most figure-max, got %s and %s; lower figure-min or raise figure-max"
              .formatted(figureMin, figureMax));
    }
    double least = figureMin * Math.min(images.height(), images.width());
    if (path.isEmpty() && least < LEAST_FIGURE) {
      throw new OptionException(
          "figure-min %s gives figures of %.1f pixels on images of height %d and width %d, expected at least %d; raise figure-min or the image"
              .formatted(figureMin, least, images.height(), images.width(), LEAST_FIGURE));
    }
  }

  @Override
  public int channels() {
    return ColourBitmap.CHANNELS;
  }

  @Override
  public Task target() {
    return new Task("subject", Subject.names(), false);
  }

  @Override
  public boolean splitsBySeed() {
    return !path.isEmpty();
  }

  @Override
  public SceneSet scenes(long seed) {
    if (!path.isEmpty()) {
      return new PublishedPhotographs(this, seed);
    }
    images.requireBitmaps("grounds", Split.values().length * grounds);
    return new GeneratedPhotographs(this, seed);
  }
}
