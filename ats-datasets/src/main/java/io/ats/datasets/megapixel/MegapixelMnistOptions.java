package io.ats.datasets.megapixel;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Require;
import io.ats.datasets.split.SplitSizes;
import java.util.List;
import java.util.Locale;

/**
 * Options of {@link MegapixelMnist}.
 *
 * @param task what is to be predicted
 * @param height {@code H} of the canvas, pixels
 * @param width {@code W} of the canvas, pixels
 * @param train number of training images
 * @param validation number of validation images
 * @param test number of test images
 * @param noise number of noise stamps an image
 * @param noisePatterns number of different noise stamps
 * @param digits number of digits an image
 * @param targetDigits how many of them are of the target class
 * @param viewScale the low-resolution view's side over the canvas's
 * @param mnist folder with the four MNIST files; empty: the embedded ones
 */
public record MegapixelMnistOptions(
    @Option("what is to be predicted of the digits") Task task,
    @Option(value = "canvas height, pixels", min = 28) int height,
    @Option(value = "canvas width, pixels", min = 28) int width,
    @Option(value = "number of training images", min = 1) int train,
    @Option(value = "number of validation images", min = 1) int validation,
    @Option(value = "number of test images", min = 1) int test,
    @Option(value = "number of noise stamps an image", min = 0) int noise,
    @Option(value = "number of different noise stamps", min = 1) int noisePatterns,
    @Option(value = "number of digits an image", min = 1) int digits,
    @Option(value = "how many digits are of the target class", min = 1) int targetDigits,
    @Option(value = "side of the view over side of the canvas", min = 0, above = true, max = 1)
        double viewScale,
    @Option("folder with the four MNIST files; empty: the embedded ones") String mnist)
    implements SplitSizes {

  /** What is to be predicted of an image's digits. */
  public enum Task {
    /** The target class: that of most digits. */
    MAJORITY,
    /** The largest digit. */
    MAX,
    /** The topmost digit; the first placed of several in one row. */
    TOP,
    /** Which of the ten digits are present. */
    MULTI,
    /** The four others learned together, as in Bergner et al. 2023; the loss is their mean. */
    JOINT;

    /** Returns the name as it is written in a configuration. */
    String lowerCase() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the tasks to be answered: itself, or the four that are learned together. */
    List<Task> parts() {
      return this == JOINT ? List.of(MAJORITY, MAX, TOP, MULTI) : List.of(this);
    }
  }

  /** The sizes of the attention sampling paper, and a validation split that it has not. */
  public static final MegapixelMnistOptions DEFAULTS =
      new MegapixelMnistOptions(
          Task.MAJORITY, 1500, 1500, 5000, 1000, 1000, 50, 50, 5, 3, 0.12, "");

  /**
   * Checks every value and how they fit together.
   *
   * @throws OptionException if one is out of range, the canvas is too small for the digits, or the
   *     majority would not be unique
   */
  public MegapixelMnistOptions {
    if (task == null || mnist == null) {
      throw new OptionException(
          (task == null ? "task" : "mnist") + " must not be null; leave it out for the default");
    }
    Require.atLeast("height", height, Layout.SIDE);
    Require.atLeast("width", width, Layout.SIDE);
    Require.atLeast("train", train, 1);
    Require.atLeast("validation", validation, 1);
    Require.atLeast("test", test, 1);
    Require.atLeast("noise", noise, 0);
    Require.atLeast("noisePatterns", noisePatterns, 1);
    Require.atLeast("digits", digits, 1);
    Require.atLeast("targetDigits", targetDigits, 1);
    Require.within("viewScale", viewScale, Double.MIN_VALUE, 1, "(0,1]");
    if (targetDigits > digits) {
      throw new OptionException(
          "targetDigits must be at most digits, got "
              + targetDigits
              + " of "
              + digits
              + "; lower targetDigits or raise digits");
    }
    if (task.parts().contains(Task.MAJORITY) && 2 * targetDigits <= digits) {
      throw new OptionException(
          "task "
              + task.lowerCase()
              + " needs more than half of the digits to be of the target class, got"
              + " targetDigits "
              + targetDigits
              + " of digits "
              + digits
              + "; raise targetDigits to "
              + (digits / 2 + 1));
    }
    Layout.check(height, width, digits);
  }

  /** Returns a copy that reads the digits from another folder. */
  public MegapixelMnistOptions withMnist(String folder) {
    return new MegapixelMnistOptions(
        task,
        height,
        width,
        train,
        validation,
        test,
        noise,
        noisePatterns,
        digits,
        targetDigits,
        viewScale,
        folder);
  }
}
