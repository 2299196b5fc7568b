package io.ats.datasets.megapixel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Batch;
import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Split;
import io.ats.core.Task;
import io.ats.core.Views;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import io.ats.datasets.files.Fingerprint;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.split.Indices;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Real MNIST digits of a target class, and some of others, opaque among noise on a large black
 * canvas. Image {@code i} of a split depends on the seed, the split, {@code i} and the sizes alone.
 */
public final class MegapixelMnist implements Dataset {

  /** To be raised whenever the same options and seed come to give other images. */
  private static final int VERSION = 1;

  private final MegapixelMnistOptions options;
  private final Mnist mnist;
  private final long seed;
  private final RecipeGenerator recipes;

  MegapixelMnist(MegapixelMnistOptions options, Mnist mnist, long seed) {
    this.options = options;
    this.mnist = mnist;
    this.seed = seed;
    this.recipes = new RecipeGenerator(options, mnist, seed);
  }

  static ImageSpec image(MegapixelMnistOptions options) {
    return ImageSpec.scaled(1, options.height(), options.width(), options.viewScale());
  }

  static Task task(MegapixelMnistOptions options) {
    List<Task> parts = options.task().parts().stream().map(MegapixelMnist::single).toList();
    return parts.size() == 1 ? parts.get(0) : Task.joint(options.task().lowerCase(), parts);
  }

  private static Task single(MegapixelMnistOptions.Task task) {
    return new Task(task.lowerCase(), Digits.CLASSES, task == MegapixelMnistOptions.Task.MULTI);
  }

  @Override
  public ImageSpec image() {
    return image(options);
  }

  @Override
  public Task task() {
    return task(options);
  }

  @Override
  public int size(Split split) {
    return options.size(split);
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

  /**
   * {@inheritDoc} The view is {@code (B,1,vh,vw)}, a true area average of the canvas.
   *
   * @throws IllegalArgumentException if there is no index
   * @throws IndexOutOfBoundsException if an index lies outside the split
   */
  @Override
  public Batch batch(NDManager manager, Split split, int... indices) {
    Indices.requireAny(indices);
    List<Recipe> batch = Arrays.stream(indices).mapToObj(i -> recipe(split, i)).toList();
    List<Scene> scenes =
        batch.stream()
            .<Scene>map(recipe -> recipe.scene(options.height(), options.width()))
            .toList();
    float[][][] boxes =
        batch.stream()
            .map(recipe -> recipe.boxes(options.height(), options.width()))
            .toArray(float[][][]::new);
    SceneSource source = new SceneSource(scenes);
    NDArray low = source.view(manager, image().viewHeight(), image().viewWidth()); // (B,1,vh,vw)
    return new Batch(new Views(low, source), labels(manager, batch), boxes);
  }

  /** Returns what stands on an image. */
  Recipe recipe(Split split, int index) {
    Indices.require(split, index, size(split));
    return recipes.recipe(split, index);
  }

  private NDArray labels(NDManager manager, List<Recipe> batch) {
    Task task = task();
    FloatBuffer labels = FloatBuffer.allocate(batch.size() * task.labelSize());
    batch.forEach(recipe -> recipe.label(options.task(), labels));
    return task.multiLabel() || task.isJoint()
        ? manager.create(labels.array(), new Shape(batch.size(), task.labelSize()))
        : manager.create(labels.array()).toType(DataType.INT64, false);
  }
}
