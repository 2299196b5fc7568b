package io.ats.datasets.scene;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Views;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.ImageSpec;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.source.Rendering;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A dataset of labelled scenes, of which only what is read is rendered.
 *
 * @param image the images' sizes
 * @param task what is to be predicted
 * @param scenes the images
 */
public record SceneDataset(ImageSpec image, Task task, SceneSet scenes) implements Dataset {

  @Override
  public int size(Split split) {
    return scenes.size(split);
  }

  @Override
  public String name(Split split, int index) {
    return scenes.name(split, index).orElseGet(() -> Dataset.super.name(split, index));
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
   * @throws io.ats.core.options.OptionException if the views do not fit in memory
   */
  @Override
  public Batch batch(NDManager manager, Split split, int... indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("a batch needs at least one index");
    }
    List<LabelledScene> images =
        Arrays.stream(indices).mapToObj(index -> scene(split, index)).toList();
    SceneSource source = new SceneSource(images.stream().<Scene>map(LabelledScene::scene).toList());
    float[][][] boxes = images.stream().map(LabelledScene::boxes).toArray(float[][][]::new);
    return new Batch(new Views(low(manager, images), source), labels(manager, images), boxes);
  }

  private NDArray labels(NDManager manager, List<LabelledScene> images) {
    FloatBuffer values = FloatBuffer.allocate(images.size() * task.labelSize());
    images.forEach(image -> values.put(image.label()));
    return task.multiLabel() || task.isJoint()
        ? manager.create(values.array(), new Shape(images.size(), task.labelSize()))
        : manager.create(values.array()).toType(DataType.INT64, false);
  }

  private NDArray low(NDManager manager, List<LabelledScene> images) {
    Shape shape = new Shape(images.size(), image.channels(), image.viewHeight(), image.viewWidth());
    HeapMemory.require(
        "a batch of views of " + shape,
        (double) Float.BYTES * shape.size(),
        "lower view-scale or the number of images in a batch");
    float[] values = new float[Math.toIntExact(shape.size())];
    int each = values.length / images.size();
    Rendering.each(
        images.size(),
        b -> images.get(b).proxy().render(image.viewHeight(), image.viewWidth(), values, b * each));
    return manager.create(values, shape);
  }

  private LabelledScene scene(Split split, int index) {
    int size = size(split);
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          String.format(
              "index %d of split %s, which has %d images: expected 0 to %d",
              index, split, size, size - 1));
    }
    return scenes.scene(split, index);
  }
}
