package io.ats.datasets.megapixel;

import io.ats.core.data.Task;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.datasets.input.DataFolder;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.SceneSpec;

/** Options of the megapixel MNIST dataset. */
@About(
    summary = "Real MNIST digits, most of one class, among line noise on a large generated canvas.",
    paper =
        "Katharopoulos & Fleuret 2019, Processing Megapixel Images with Deep Attention-Sampling"
            + " Models, supplement H.1; tasks max, top and multi: Bergner et al. 2023,"
            + " Iterative Patch Selection")
public record MegapixelMnistOptions(
    @Option("what to predict of the digits") MegapixelTask task,
    @Embedded ImageOptions images,
    @Option(value = "number of noise stamps per image", min = 0, max = 10_000) int noise,
    @Option(value = "number of different noise stamps", min = 1, max = 10_000) int noisePatterns,
    @Option(value = "number of digits per image", min = 1, max = 1000) int digits,
    @Option(value = "number of digits of the target class", min = 1) int targetDigits,
    @Option("folder with the four MNIST files; empty: the embedded ones") String mnist)
    implements SceneSpec {

  /** The sizes of the attention sampling paper, and a validation split, which it does not have. */
  public static final MegapixelMnistOptions DEFAULTS =
      new MegapixelMnistOptions(
          MegapixelTask.MAJORITY,
          new ImageOptions(1500, 1500, 5000, 1000, 1000, 0.12),
          50,
          50,
          5,
          3,
          "");

  /**
   * Checks the ranges, and that the digits fit.
   *
   * @throws OptionException if one is out of range, the canvas is too small for the digits, or the
   *     majority would not be unique
   */
  public MegapixelMnistOptions {
    Options.check(
        MegapixelMnistOptions.class,
        task,
        images,
        noise,
        noisePatterns,
        digits,
        targetDigits,
        mnist);
    images.requireSides(Layout.SIDE);
    int height = images.height();
    int width = images.width();
    if (targetDigits > digits) {
      throw new OptionException(
          "target-digits must be at most digits, got "
              + targetDigits
              + " of "
              + digits
              + "; lower target-digits or raise digits");
    }
    if (task.parts().contains(MegapixelTask.MAJORITY) && 2 * targetDigits <= digits) {
      throw new OptionException(
          "task "
              + Options.key(task)
              + " needs more than half of the digits to be of the target class, got"
              + " target-digits "
              + targetDigits
              + " of digits "
              + digits
              + "; raise target-digits to "
              + (digits / 2 + 1));
    }
    Layout.check(height, width, digits);
    mnist = DataFolder.absolute("mnist", mnist);
  }

  /** Returns a copy that reads the digits from another folder. */
  public MegapixelMnistOptions withMnist(String folder) {
    return new MegapixelMnistOptions(
        task, images, noise, noisePatterns, digits, targetDigits, folder);
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Task target() {
    return task.task();
  }

  @Override
  public SceneSet scenes(long seed) {
    return new MegapixelMnist(this, Mnist.of(mnist), seed);
  }
}
