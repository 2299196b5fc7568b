package io.ats.datasets.signs;

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

/** Options of the traffic signs dataset. */
@About(
    summary =
        "The speed limit in a street scene, 50, 70, 80 or none: the published Swedish traffic"
            + " signs, or generated streets.",
    paper =
        "Larsson & Felsberg 2011, Using Fourier Descriptors and Spatial Models for Traffic Sign"
            + " Recognition; the task: Katharopoulos & Fleuret 2019, Processing Megapixel Images with"
            + " Deep Attention-Sampling Models, section 4.4")
public record TrafficSignsOptions(
    @Embedded ImageOptions images,
    @Option(value = "generated: fraction of images without a speed limit", min = 0, max = 1)
        double none,
    @Option(
            value = "generated: minimum diameter of a sign, as a fraction of the height",
            min = 0,
            above = true,
            max = 0.3)
        double signMin,
    @Option(
            value = "generated: maximum diameter of a sign, as a fraction of the height",
            min = 0,
            above = true,
            max = 0.3)
        double signMax,
    @Option(value = "generated: maximum tilt of a sign, degrees", min = 0, max = 45) double tilt,
    @Option(
            value = "generated: maximum rotation of a sign about its post, degrees",
            min = 0,
            max = 60)
        double turn,
    @Option(
            value = "generated: maximum deviation of a sign's blur, as a fraction of its diameter",
            min = 0,
            max = 0.2)
        double blur,
    @Option(value = "generated: number of smudges on each sign", min = 0, max = 10_000) int dirt,
    @Option(value = "generated: maximum number of other signs", min = 0, max = 1000)
        int distractors,
    @Option(value = "generated: number of trees, houses, cars and the like", min = 0, max = 10_000)
        int props,
    @Option(value = "generated: number of different streets", min = 1, max = 1000) int streets,
    @Option("folder with the published Set1 and Set2; empty: generated images") String path,
    @Option(
            value =
                "memory for decoded published images, megabytes; at most half of Java's memory is used",
            min = 0)
        int cache)
    implements SceneSpec {

  /** Minimum diameter of a sign, pixels. */
  private static final int LEAST_SIGN = 4;

  /** The papers' sizes; of their 747 training images 147 are for validation. */
  public static final TrafficSignsOptions DEFAULTS =
      new TrafficSignsOptions(
          new ImageOptions(960, 1280, 600, 147, 684, 0.3),
          0.25,
          0.024,
          0.034,
          6,
          35,
          0.015,
          12,
          3,
          12,
          6,
          "",
          1024);

  /**
   * Checks the ranges, and that signs are legible and fit.
   *
   * @throws OptionException if one is out of range, or signs would be a few pixels only
   */
  public TrafficSignsOptions {
    Options.check(
        TrafficSignsOptions.class,
        images,
        none,
        signMin,
        signMax,
        tilt,
        turn,
        blur,
        dirt,
        distractors,
        props,
        streets,
        path,
        cache);
    images.requireSides(32);
    images.requireBitmap();
    int height = images.height();
    int width = images.width();
    if (signMin > signMax) {
      throw new OptionException(
          "sign-min must be at most sign-max, got "
              + signMin
              + " and "
              + signMax
              + "; lower sign-min or raise sign-max");
    }
    if (signMin * height < LEAST_SIGN || 2 * signMax * height > width) {
      throw new OptionException(
          String.format(
              "sign-min %s to sign-max %s give signs of %.1f to %.1f pixels on an image of height %d"
                  + " and width %d, expected at least %d and at most half the width",
              signMin, signMax, signMin * height, signMax * height, height, width, LEAST_SIGN));
    }
    path = DataFolder.absolute("path", path);
  }

  @Override
  public int channels() {
    return ColourBitmap.CHANNELS;
  }

  @Override
  public Task target() {
    return new Task("speed-limit", SpeedLimit.names(), false);
  }

  @Override
  public SceneSet scenes(long seed) {
    if (!path.isEmpty()) {
      return new PublishedSigns(this, seed);
    }
    images.requireBitmaps("streets", streets);
    return new GeneratedSigns(this, seed);
  }
}
