package io.ats.datasets.cluttered;

import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Task;
import io.ats.core.plugin.DatasetFactory;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.scene.SceneDataset;
import java.nio.file.Path;
import java.util.Locale;

/** Opens cluttered MNIST. */
public final class ClutteredMnistFactory implements DatasetFactory<ClutteredMnistOptions> {

  @Override
  public ClutteredMnistOptions defaults() {
    return ClutteredMnistOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "One or two real MNIST digits among fragments of others on a canvas of any size: which"
        + " they are, or their sum.";
  }

  @Override
  public String paper() {
    return "Mnih et al. 2014, Recurrent Models of Visual Attention; two digits: Ba et al. 2015,"
        + " Multiple Object Recognition with Visual Attention, and Ramapuram et al. 2019,"
        + " Variational Saccading, section 4.1";
  }

  @Override
  public ImageSpec image(ClutteredMnistOptions options) {
    return ImageSpec.scaled(1, options.height(), options.width(), options.viewScale());
  }

  @Override
  public Task task(ClutteredMnistOptions options) {
    String name = options.task().name().toLowerCase(Locale.ROOT);
    return new Task(name, options.task().classes(), false);
  }

  /** {@inheritDoc} Takes about half a second, to unpack the digits. */
  @Override
  public Dataset open(ClutteredMnistOptions options, long seed) {
    Mnist mnist = options.mnist().isEmpty() ? Mnist.embedded() : Mnist.in(Path.of(options.mnist()));
    return new SceneDataset(
        image(options), task(options), new ClutteredMnist(options, mnist, seed));
  }
}
