package io.ats.datasets.cluttered;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Require;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.split.SplitSizes;
import java.util.Locale;

/**
 * Options of the cluttered MNIST dataset. The images of 2528² pixels of Variational Saccading are
 * those of 100² magnified: {@code digitSize} 708 and {@code clutterSize} 202.
 *
 * @param task what is to be predicted
 * @param height {@code H} of the canvas, pixels
 * @param width {@code W} of the canvas, pixels; for two digits at least 2.25 times a digit's
 * @param train number of training images
 * @param validation number of validation images
 * @param test number of test images
 * @param digitSize a digit's side on the canvas, pixels; MNIST's are of 28
 * @param clutter number of fragments an image
 * @param clutterSize a fragment's side on the canvas, pixels; cut out of digits of {@code
 *     digitSize}
 * @param viewScale the low-resolution view's side over the canvas's
 * @param proxyNoise standard deviation of the noise in that view, whose values lie in [0,1]
 * @param mnist folder with the four MNIST files; empty: the embedded ones
 */
public record ClutteredMnistOptions(
    @Option("what is to be predicted of the digits") Task task,
    @Option(value = "canvas height, pixels", min = 1) int height,
    @Option(value = "canvas width, pixels", min = 1) int width,
    @Option(value = "number of training images", min = 1) int train,
    @Option(value = "number of validation images", min = 1) int validation,
    @Option(value = "number of test images", min = 1) int test,
    @Option(value = "side of a digit on the canvas, pixels", min = 14) int digitSize,
    @Option(value = "number of digit fragments an image", min = 0) int clutter,
    @Option(value = "side of a fragment on the canvas, pixels", min = 1) int clutterSize,
    @Option(value = "side of the view over side of the canvas", min = 0, above = true, max = 1)
        double viewScale,
    @Option(value = "standard deviation of the noise in the view", min = 0) double proxyNoise,
    @Option("folder with the four MNIST files; empty: the embedded ones") String mnist)
    implements SplitSizes {

  /** What is to be predicted of an image's digits. */
  public enum Task {
    /** One digit: its class. */
    SINGLE(1, Digits.CLASSES),
    /**
     * Two digits, read from left to right: {@code 10·left + right}, so that a prediction is right
     * if both digits are. The right one begins at least half a digit further to the right.
     */
    IDENTIFY(2, Digits.CLASSES * Digits.CLASSES),
    /** The same images: the sum of the two digits, 0..18. */
    SUM(2, 2 * Digits.CLASSES - 1);

    private final int digits;
    private final int classes;

    Task(int digits, int classes) {
      this.digits = digits;
      this.classes = classes;
    }

    /** Returns the number of classes. */
    int classes() {
      return classes;
    }
  }

  /** The canvas and the eight fragments of 8×8 of RAM, with a view of 32×32. */
  public static final ClutteredMnistOptions DEFAULTS =
      new ClutteredMnistOptions(
          Task.IDENTIFY, 100, 100, 50_000, 5000, 10_000, Digits.SIDE, 8, 8, 0.32, 0, "");

  /**
   * Checks every value and how they fit together.
   *
   * @throws OptionException if one is out of range, or digits or fragments do not fit
   */
  public ClutteredMnistOptions {
    if (task == null || mnist == null) {
      throw new OptionException(
          (task == null ? "task" : "mnist") + " must not be null; leave it out for the default");
    }
    Require.atLeast("height", height, 1);
    Require.atLeast("width", width, 1);
    Require.atLeast("train", train, 1);
    Require.atLeast("validation", validation, 1);
    Require.atLeast("test", test, 1);
    Require.atLeast("digitSize", digitSize, Digits.SIDE / 2);
    Require.atLeast("clutter", clutter, 0);
    Require.atLeast("clutterSize", clutterSize, 1);
    Require.within("viewScale", viewScale, Double.MIN_VALUE, 1, "(0,1]");
    Require.within("proxyNoise", proxyNoise, 0, Double.MAX_VALUE, "[0,∞)");
    if (clutterSize > digitSize) {
      throw new OptionException(
          String.format(
              "clutterSize must be at most digitSize, got %d of %d; lower clutterSize",
              clutterSize, digitSize));
    }
    int needed = task.digits == 1 ? digitSize : (int) Math.ceil(RecipeGenerator.ROOM * digitSize);
    if (height < digitSize || width < needed) {
      throw new OptionException(
          String.format(
              "task %s with digits of %d pixels needs height at least %d and width at least %d, got"
                  + " %d and %d; raise them or lower digitSize",
              task.name().toLowerCase(Locale.ROOT), digitSize, digitSize, needed, height, width));
    }
  }

  /** Returns a copy that reads the digits from another folder. */
  public ClutteredMnistOptions withMnist(String folder) {
    return new ClutteredMnistOptions(
        task,
        height,
        width,
        train,
        validation,
        test,
        digitSize,
        clutter,
        clutterSize,
        viewScale,
        proxyNoise,
        folder);
  }
}
