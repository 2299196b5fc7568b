package io.ats.datasets.megapixel;

import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Task;
import io.ats.core.plugin.DatasetFactory;
import io.ats.datasets.mnist.Mnist;
import java.nio.file.Path;

/** Opens {@link MegapixelMnist}. */
public final class MegapixelMnistFactory implements DatasetFactory<MegapixelMnistOptions> {

  @Override
  public MegapixelMnistOptions defaults() {
    return MegapixelMnistOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Real MNIST digits, most of one class, among line noise on a large generated canvas.";
  }

  @Override
  public String paper() {
    return "Katharopoulos & Fleuret 2019, Processing Megapixel Images with Deep Attention-Sampling"
        + " Models, supplement H.1; tasks max, top and multi: Bergner et al. 2023,"
        + " Iterative Patch Selection";
  }

  @Override
  public ImageSpec image(MegapixelMnistOptions options) {
    return MegapixelMnist.image(options);
  }

  @Override
  public Task task(MegapixelMnistOptions options) {
    return MegapixelMnist.task(options);
  }

  /** {@inheritDoc} Takes about half a second, to unpack the digits. */
  @Override
  public Dataset open(MegapixelMnistOptions options, long seed) {
    Mnist mnist = options.mnist().isEmpty() ? Mnist.embedded() : Mnist.in(Path.of(options.mnist()));
    return new MegapixelMnist(options, mnist, seed);
  }
}
