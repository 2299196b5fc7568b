package io.ats.datasets.scene;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Batch;
import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Split;
import io.ats.core.Task;
import io.ats.core.Views;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import io.ats.datasets.split.Indices;
import java.util.Arrays;
import java.util.List;

/**
 * A dataset of labelled scenes, of which only what is read is rendered.
 *
 * @param image the images' sizes
 * @param task one class an image
 * @param scenes the images
 */
public record SceneDataset(ImageSpec image, Task task, SceneSet scenes) implements Dataset {

  /** Returns the sizes of colour images with a view of {@code viewScale} times their sides. */
  public static ImageSpec colour(int height, int width, double viewScale) {
    return ImageSpec.scaled(Picture.CHANNELS, height, width, viewScale);
  }

  @Override
  public int size(Split split) {
    return scenes.size(split);
  }

  @Override
  public String origin() {
    return scenes.origin();
  }

  @Override
  public String checksum() {
    return scenes.checksum();
  }

  /**
   * {@inheritDoc} The view is {@code (B,C,vh,vw)}: what the images' proxies show.
   *
   * @throws IllegalArgumentException if there is no index
   * @throws IndexOutOfBoundsException if an index lies outside the split
   */
  @Override
  public Batch batch(NDManager manager, Split split, int... indices) {
    Indices.requireAny(indices);
    List<LabelledScene> images =
        Arrays.stream(indices).mapToObj(index -> scene(split, index)).toList();
    SceneSource source = new SceneSource(images.stream().<Scene>map(LabelledScene::scene).toList());
    NDArray labels = manager.create(images.stream().mapToLong(LabelledScene::label).toArray());
    float[][][] boxes = images.stream().map(LabelledScene::boxes).toArray(float[][][]::new);
    return new Batch(new Views(low(manager, images), source), labels, boxes);
  }

  private NDArray low(NDManager manager, List<LabelledScene> images) {
    Shape shape = new Shape(images.size(), image.channels(), image.viewHeight(), image.viewWidth());
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int b = 0; b < images.size(); b++) {
      int offset = b * (values.length / images.size());
      images.get(b).proxy().render(image.viewHeight(), image.viewWidth(), values, offset);
    }
    return manager.create(values, shape);
  }

  private LabelledScene scene(Split split, int index) {
    Indices.require(split, index, size(split));
    return scenes.scene(split, index);
  }
}
