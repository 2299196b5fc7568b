package io.ats.datasets.cluttered;

import io.ats.core.Split;
import io.ats.datasets.files.Fingerprint;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.LightestScene;
import io.ats.datasets.scene.NoisyProxy;
import io.ats.datasets.scene.SceneSet;

/**
 * Real MNIST digits among fragments of others on a black canvas; the boxes are the digits'. No two
 * splits share a digit, nor a fragment of one.
 */
final class ClutteredMnist implements SceneSet {

  /** To be raised whenever the same options and seed come to give other images. */
  private static final int VERSION = 1;

  /** Name of the random streams of the views' noise; they go on with split and index. */
  private static final int NOISE = 2;

  private final ClutteredMnistOptions options;
  private final Mnist mnist;
  private final long seed;
  private final RecipeGenerator recipes;

  ClutteredMnist(ClutteredMnistOptions options, Mnist mnist, long seed) {
    this.options = options;
    this.mnist = mnist;
    this.seed = seed;
    this.recipes = new RecipeGenerator(options, mnist, seed);
  }

  @Override
  public int size(Split split) {
    return options.size(split);
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    Recipe recipe = recipes.recipe(split, index);
    LightestScene scene = recipe.scene(options.height(), options.width());
    int label = recipe.label(options.task());
    float[][] boxes = recipe.boxes(options.height(), options.width());
    if (options.proxyNoise() == 0) {
      return new LabelledScene(scene, label, boxes);
    }
    NoisyProxy proxy =
        new NoisyProxy(
            scene.channels(),
            scene::renderView,
            options.proxyNoise(),
            () -> Streams.of(seed, NOISE, split.ordinal(), index));
    return new LabelledScene(scene, label, boxes, proxy);
  }

  @Override
  public String origin() {
    return String.format(
        "cluttered-mnist: real MNIST digits (%s) on a generated %d×%d canvas with %d fragments of"
            + " others%s",
        options.mnist().isEmpty() ? "embedded" : options.mnist(),
        options.height(),
        options.width(),
        options.clutter(),
        options.proxyNoise() == 0 ? "" : ", noise " + options.proxyNoise() + " in the view");
  }

  /**
   * {@inheritDoc} SHA-256, in hexadecimal, of all MNIST digits and labels, the options but for the
   * folder that the digits came from, and the seed.
   */
  @Override
  public String checksum() {
    return Fingerprint.sha256(
        digest -> {
          mnist.train().addTo(digest);
          mnist.test().addTo(digest);
          Fingerprint.add(digest, VERSION + " " + options.withMnist("") + " " + seed);
        });
  }
}
