package io.ats.datasets.billiards;

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

/** Options of the billiards dataset. */
@About(
    summary =
        "Billiard balls on a table: the higher of the numbers on the leftmost and the rightmost"
            + " ball; published or generated images.",
    paper =
        "Cordonnier et al. 2021, Differentiable Patch Selection for Image Recognition,"
            + " section 5.2")
public record BilliardsOptions(
    @Embedded ImageOptions images,
    @Option(value = "generated: minimum number of balls", min = 1, max = 1000) int minBalls,
    @Option(value = "generated: maximum number of balls", min = 1, max = 1000) int maxBalls,
    @Option(
            value = "generated: diameter of a ball, as a fraction of the shorter side",
            min = 0,
            above = true,
            max = 0.5)
        double ballSize,
    @Option(
            value = "generated: height of a number, as a fraction of its ball's diameter",
            min = 0.05,
            max = 0.4)
        double numberSize,
    @Option(value = "generated: maximum tilt of a number, degrees", min = 0, max = 45) double tilt,
    @Option(value = "generated: number of faint smudges on each number", min = 0, max = 1000)
        int smudges,
    @Option(value = "generated: number of different tables", min = 1, max = 1000) int tables,
    @Option("folder with the published train, valid and test folders; empty: generated images")
        String path,
    @Option(
            value =
                "memory for decoded published images, megabytes; at most half of Java's memory is used",
            min = 0)
        int cache)
    implements SceneSpec {

  /** The paper's image sizes and counts; sizes of balls and numbers are our own. */
  public static final BilliardsOptions DEFAULTS =
      new BilliardsOptions(
          new ImageOptions(1000, 1000, 8000, 2000, 10_000, 0.25),
          4,
          8,
          0.08,
          0.15,
          25,
          12,
          4,
          "",
          1024);

  /**
   * Checks the ranges, and that the balls fit on the table.
   *
   * @throws OptionException if one is out of range, or the table is too small for the balls
   */
  public BilliardsOptions {
    Options.check(
        BilliardsOptions.class,
        images,
        minBalls,
        maxBalls,
        ballSize,
        numberSize,
        tilt,
        smudges,
        tables,
        path,
        cache);
    images.requireSides(32);
    images.requireBitmap();
    int height = images.height();
    int width = images.width();
    if (minBalls > maxBalls) {
      throw new OptionException(
          "min-balls must be at most max-balls, got "
              + minBalls
              + " and "
              + maxBalls
              + "; lower min-balls or raise max-balls");
    }
    RackGenerator.check(height, width, ballSize, maxBalls);
    path = DataFolder.absolute("path", path);
  }

  @Override
  public int channels() {
    return ColourBitmap.CHANNELS;
  }

  @Override
  public Task target() {
    return new Task("max-left-right", Task.numbers(1, Rack.NUMBERS), false);
  }

  @Override
  public SceneSet scenes(long seed) {
    if (!path.isEmpty()) {
      return new PublishedBilliards(this);
    }
    images.requireBitmaps("tables", tables);
    return new GeneratedBilliards(this, seed);
  }
}
