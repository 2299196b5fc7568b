package io.ats.datasets.scene;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.source.Rendering;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import io.ats.datasets.random.Streams;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A dataset of labelled scenes, of which only what is read is rendered.
 *
 * @param image the images' sizes, the largest of each where they differ
 * @param task what is to be predicted
 * @param scenes the images
 */
public record SceneDataset(ImageSpec image, Task task, SceneSet scenes) implements Dataset {

  /** Name of the random streams of what is done to training images. */
  private static final int CHANGES = 7;

  @Override
  public boolean mixed() {
    return scenes.mixed();
  }

  @Override
  public ImageSpec sizes(Split split, int index) {
    return scenes.sizes(split, index).orElse(image);
  }

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
  public float[] label(Split split, int index) {
    return scenes.label(split, index);
  }

  @Override
  public List<String> skipped() {
    return scenes.skipped();
  }

  @Override
  public Map<String, String> records() {
    return scenes.records();
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
    return batch(manager, split, indices, index -> scenes.scene(split, index));
  }

  /** {@inheritDoc} As {@link #batch} otherwise. */
  @Override
  public Batch trainingBatch(NDManager manager, long seed, int... indices) {
    return batch(
        manager,
        Split.TRAIN,
        indices,
        index -> scenes.trainingScene(index, Streams.of(seed, CHANGES, index)));
  }

  private Batch batch(
      NDManager manager, Split split, int[] indices, IntFunction<LabelledScene> scene) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("a batch needs at least one index");
    }
    for (int index : indices) {
      requireIndex(split, index);
    }
    LabelledScene[] read = new LabelledScene[indices.length];
    Rendering.each(indices.length, b -> read[b] = scene.apply(indices[b])); // files are decoded
    List<LabelledScene> images = List.of(read);
    SceneSource source = new SceneSource(images.stream().<Scene>map(LabelledScene::scene).toList());
    float[][][] boxes = images.stream().map(LabelledScene::boxes).toArray(float[][][]::new);
    List<ImageSpec> sizes =
        Arrays.stream(indices).boxed().flatMap(i -> scenes.sizes(split, i).stream()).toList();
    float[] low = low(images, sizes);
    Shape one = new Shape(image.viewHeight(), image.viewWidth());
    Shape channels = new Shape(images.size(), image.channels()).addAll(one);
    NDArray foreground =
        scenes
            .glass()
            .map(
                glass ->
                    manager.create(foreground(glass, low), new Shape(images.size(), 1).addAll(one)))
            .orElse(null);
    return new Batch(
        new Views(manager.create(low, channels), source, sizes, foreground),
        labels(manager, images),
        boxes);
  }

  private NDArray labels(NDManager manager, List<LabelledScene> images) {
    FloatBuffer values = FloatBuffer.allocate(images.size() * task.labelSize());
    images.forEach(image -> values.put(image.label()));
    return task.multiLabel() || task.isJoint()
        ? manager.create(values.array(), new Shape(images.size(), task.labelSize()))
        : manager.create(values.array()).toType(DataType.INT64, false);
  }

  /** Returns 1 where a view in colour does not show glass, else 0: {@code (B,1,vh,vw)}. */
  private float[] foreground(Glass glass, float[] low) {
    int area = image.viewHeight() * image.viewWidth();
    float[] foreground = new float[low.length / ColourBitmap.CHANNELS];
    for (int i = 0; i < foreground.length; i++) {
      int at = i / area * ColourBitmap.CHANNELS * area + i % area;
      foreground[i] = glass.is(low[at], low[at + area], low[at + 2 * area]) ? 0 : 1;
    }
    return foreground;
  }

  private float[] low(List<LabelledScene> images, List<ImageSpec> sizes) {
    Shape shape = new Shape(images.size(), image.channels(), image.viewHeight(), image.viewWidth());
    HeapMemory.require(
        "a batch of views of " + shape,
        (double) Float.BYTES * shape.size(),
        "lower view-scale or the number of images in a batch");
    float[] values = new float[Math.toIntExact(shape.size())];
    int each = values.length / images.size();
    Rendering.each(
        images.size(),
        b ->
            render(
                images.get(b).proxy(), sizes.isEmpty() ? image : sizes.get(b), values, b * each));
    return values;
  }

  /** Renders a view in the top left corner of its place. */
  private void render(Proxy proxy, ImageSpec own, float[] values, int offset) {
    int height = own.viewHeight();
    int width = own.viewWidth();
    if (height == image.viewHeight() && width == image.viewWidth()) {
      proxy.render(height, width, values, offset);
      return;
    }
    float[] view = new float[image.channels() * height * width];
    proxy.render(height, width, view, 0);
    for (int channel = 0; channel < image.channels(); channel++) {
      for (int row = 0; row < height; row++) {
        int to = offset + (channel * image.viewHeight() + row) * image.viewWidth();
        System.arraycopy(view, (channel * height + row) * width, values, to, width);
      }
    }
  }

  private void requireIndex(Split split, int index) {
    int size = size(split);
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          String.format(
              "index %d of split %s, which has %d images: expected 0 to %d",
              index, split, size, size - 1));
    }
  }
}
