package io.ats.datasets.cluttered;

import io.ats.core.data.Split;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.mnist.PlacedDigit;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.GeneratedScenes;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.LightestScene;
import io.ats.datasets.scene.NoisyProxy;
import java.security.MessageDigest;

/**
 * Real MNIST digits among fragments of others on a black canvas; the boxes are those of the digits.
 * No two splits share a digit or a fragment of one.
 */
final class ClutteredMnist extends GeneratedScenes {

  private static final int VERSION = 1;

  /** Name of the random streams of the views' noise; they go on with split and index. */
  private static final int NOISE = 2;

  private final ClutteredMnistOptions options;
  private final Mnist mnist;
  private final long seed;
  private final ClutteredRecipes recipes;

  ClutteredMnist(ClutteredMnistOptions options, Mnist mnist, long seed) {
    super(options.withMnist(""), seed, VERSION); // The digits determine images, not their folder.
    this.options = options;
    this.mnist = mnist;
    this.seed = seed;
    this.recipes = new ClutteredRecipes(options, mnist, seed);
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    ClutteredRecipe recipe = recipes.recipe(split, index);
    LightestScene scene = recipe.scene(options.height(), options.width());
    int label = recipe.label(options.task());
    float[][] boxes = PlacedDigit.boxes(recipe.digits(), options.height(), options.width());
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

  @Override
  protected void addTo(MessageDigest digest) {
    mnist.addTo(digest);
  }
}
