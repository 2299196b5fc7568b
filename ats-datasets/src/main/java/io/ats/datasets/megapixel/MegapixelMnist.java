package io.ats.datasets.megapixel;

import io.ats.core.data.Split;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.mnist.PlacedDigit;
import io.ats.datasets.scene.GeneratedScenes;
import io.ats.datasets.scene.LabelledScene;
import java.security.MessageDigest;

/**
 * Real MNIST digits, most of one target class, drawn over noise on a large black canvas; the boxes
 * are those of the digits.
 */
final class MegapixelMnist extends GeneratedScenes {

  private static final int VERSION = 1;

  private final MegapixelMnistOptions options;
  private final Mnist mnist;
  private final MegapixelRecipes recipes;

  MegapixelMnist(MegapixelMnistOptions options, Mnist mnist, long seed) {
    super(options.withMnist(""), seed, VERSION); // The digits determine images, not their folder.
    this.options = options;
    this.mnist = mnist;
    recipes = new MegapixelRecipes(options, mnist, seed);
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    MegapixelRecipe recipe = recipes.recipe(split, index);
    return new LabelledScene(
        recipe.scene(options.height(), options.width()),
        recipe.label(options.task()),
        PlacedDigit.boxes(recipe.digits(), options.height(), options.width()));
  }

  @Override
  public String origin() {
    return String.format(
        "megapixel-mnist: real MNIST digits (%s) on a generated %d×%d canvas with %d noise stamps",
        options.mnist().isEmpty() ? "embedded" : options.mnist(),
        options.height(),
        options.width(),
        options.noise());
  }

  @Override
  protected void addTo(MessageDigest digest) {
    mnist.addTo(digest);
  }
}
