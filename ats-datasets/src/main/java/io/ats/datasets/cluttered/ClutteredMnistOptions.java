package io.ats.datasets.cluttered;

import io.ats.core.data.Task;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.datasets.input.DataFolder;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.SceneSpec;

/**
 * Options of the cluttered MNIST dataset. Variational Saccading's images of 2528² pixels are those
 * of 100² magnified: {@code digitSize} 708 and {@code clutterSize} 202.
 */
@About(
    summary =
        "One or two real MNIST digits among fragments of others on a canvas of any size: which"
            + " they are, or their sum.",
    paper =
        "Mnih et al. 2014, Recurrent Models of Visual Attention; two digits: Ba et al. 2015,"
            + " Multiple Object Recognition with Visual Attention, and Ramapuram et al. 2019,"
            + " Variational Saccading, section 4.1")
public record ClutteredMnistOptions(
    @Option("what to predict of the digits") ClutteredTask task,
    @Embedded ImageOptions images,
    @Option(value = "side of a digit on the canvas, pixels", min = 14) int digitSize,
    @Option(value = "number of digit fragments per image", min = 0, max = 10_000) int clutter,
    @Option(value = "side of a fragment on the canvas, pixels", min = 1) int clutterSize,
    @Option(value = "standard deviation of the Gaussian noise in the view", min = 0, max = 100)
        double proxyNoise,
    @Option("folder with the four MNIST files; empty: the embedded ones") String mnist)
    implements SceneSpec {

  /** Largest number of pixels of an image's digits and fragments. */
  private static final long MOST_PIXELS = 1 << 25;

  /** The canvas of RAM with its eight fragments of 8×8, and a view of 32×32. */
  public static final ClutteredMnistOptions DEFAULTS =
      new ClutteredMnistOptions(
          ClutteredTask.IDENTIFY,
          new ImageOptions(100, 100, 50_000, 5000, 10_000, 0.32),
          Digits.SIDE,
          8,
          8,
          0,
          "");

  /**
   * Checks the ranges, and that digits and fragments fit.
   *
   * @throws OptionException if one is out of range, or digits or fragments do not fit
   */
  public ClutteredMnistOptions {
    Options.check(
        ClutteredMnistOptions.class,
        task,
        images,
        digitSize,
        clutter,
        clutterSize,
        proxyNoise,
        mnist);
    int height = images.height();
    int width = images.width();
    if (clutterSize > digitSize) {
      throw new OptionException(
          String.format(
              "clutter-size must be at most digit-size, got %d of %d; lower clutter-size",
              clutterSize, digitSize));
    }
    int needed =
        task.digits() == 1 ? digitSize : (int) Math.ceil(ClutteredRecipes.ROOM * digitSize);
    if (height < digitSize || width < needed) {
      throw new OptionException(
          String.format(
              "task %s with digits of %d pixels needs height at least %d and width at least %d, got"
                  + " %d and %d; raise them or lower digit-size",
              Options.key(task), digitSize, digitSize, needed, height, width));
    }
    long pixels =
        (long) task.digits() * digitSize * digitSize + (long) clutter * clutterSize * clutterSize;
    if (pixels > MOST_PIXELS) {
      throw new OptionException(
          String.format(
              "clutter %d of clutter-size %d and digits of digit-size %d are %d pixels an image,"
                  + " more than %d; lower them",
              clutter, clutterSize, digitSize, pixels, MOST_PIXELS));
    }
    mnist = DataFolder.absolute("mnist", mnist);
  }

  /** Returns a copy that reads the digits from another folder. */
  public ClutteredMnistOptions withMnist(String folder) {
    return new ClutteredMnistOptions(
        task, images, digitSize, clutter, clutterSize, proxyNoise, folder);
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Task target() {
    return new Task(Options.key(task), task.classNames(), false);
  }

  @Override
  public SceneSet scenes(long seed) {
    return new ClutteredMnist(this, Mnist.of(mnist), seed);
  }
}
