package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A batch of scenes, whose sizes may differ; only the patches read are rendered.
 *
 * <p>Scenes are rendered on the host: each {@link #crop} and {@link #sample} transfers the
 * positions to the host once. Patches are rendered in parallel.
 */
public final class SceneSource implements PatchSource {

  /** 64 MB: as much as a hundred tiles of 224×224 colour pixels. */
  private static final long MOST = 1 << 24;

  private final List<Scene> scenes;
  private final int height;
  private final int width;
  private final long most;

  /**
   * Creates a batch of scenes.
   *
   * @throws IllegalArgumentException if there are none or their channels differ
   */
  public SceneSource(List<Scene> scenes) {
    this(scenes, MOST);
  }

  /**
   * Creates the same.
   *
   * @param most values of tiles that are rendered at once to be sampled, or one tile
   */
  SceneSource(List<Scene> scenes, long most) {
    if (scenes.isEmpty()) {
      throw new IllegalArgumentException("A batch needs at least one scene");
    }
    Scene first = scenes.get(0);
    for (Scene scene : scenes) {
      if (scene.channels() != first.channels()) {
        throw new IllegalArgumentException(
            "Scenes of one batch must have equally many channels, got %d and %d"
                .formatted(first.channels(), scene.channels()));
      }
    }
    this.scenes = List.copyOf(scenes);
    this.most = most;
    height = scenes.stream().mapToInt(Scene::height).max().getAsInt();
    width = scenes.stream().mapToInt(Scene::width).max().getAsInt();
  }

  @Override
  public int batch() {
    return scenes.size();
  }

  @Override
  public int channels() {
    return scenes.get(0).channels();
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height(int b) {
    return scenes.get(b).height();
  }

  @Override
  public int width(int b) {
    return scenes.get(b).width();
  }

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    SourceChecks.crop(this, origins, height, width, border);
    long[] positions = origins.toLongArray();
    int crops = positions.length / 2;
    int each = crops / batch();
    return render(
            origins.getManager(),
            i -> scenes.get(i / each),
            crops,
            positions,
            height,
            width,
            border)
        .reshape(batch(), each, channels(), height, width);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Renders each region's bounding tile: the cost depends on the region's area, not on the
   * crop's size, unless the scene exists at several resolutions. Then the coarsest is read that has
   * a pixel for each of the crop's. What is rendered is freed again, but for a few tiles.
   */
  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    SourceChecks.sample(this, regions, height, width);
    NDArray crops = new SceneSampling(this, scenes, regions, height, width).crops(most);
    return crops.reshape(batch(), regions.getShape().get(1), channels(), height, width);
  }

  /** Returns the patches, {@code (N,C,h,w)}. */
  NDArray render(
      NDManager manager,
      IntFunction<Scene> scene,
      int crops,
      long[] origins,
      int height,
      int width,
      Border border) {
    long patch = (long) channels() * height * width;
    if (patch * crops > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          crops
              + " patches of "
              + channels()
              + "×"
              + height
              + "×"
              + width
              + " values are too many to render at once: at most 2³¹ values");
    }
    float[] values = new float[(int) patch * crops];
    Rendering.each(
        crops,
        i ->
            render(
                scene.apply(i),
                origins[2 * i],
                origins[2 * i + 1],
                height,
                width,
                border,
                values,
                (int) patch * i));
    return manager.create(values, new Shape(crops, channels(), height, width));
  }

  private static void render(
      Scene scene,
      long row,
      long column,
      int height,
      int width,
      Border border,
      float[] to,
      int at) {
    int bottom = scene.height();
    int right = scene.width();
    if (border == Border.CLAMP) {
      row = Math.max(0, Math.min(bottom - height, row));
      column = Math.max(0, Math.min(right - width, column));
    }
    boolean within = row >= 0 && column >= 0 && row + height <= bottom && column + width <= right;
    boolean outside = row + height <= 0 || column + width <= 0 || row >= bottom || column >= right;
    if (within || (border == Border.ZERO && !outside)) {
      scene.render((int) row, (int) column, height, width, to, at);
    } else if (border == Border.REFLECT) {
      reflect(scene, mirrored(row, height, bottom), mirrored(column, width, right), to, at);
    }
  }

  /**
   * Renders the part of the image that the mirrored pixels come from, and copies them one by one.
   */
  private static void reflect(Scene scene, int[] rows, int[] columns, float[] to, int at) {
    int top = min(rows);
    int left = min(columns);
    int height = max(rows) - top + 1;
    int width = max(columns) - left + 1;
    float[] part = new float[scene.channels() * height * width];
    scene.render(top, left, height, width, part, 0);
    int next = at;
    for (int channel = 0; channel < scene.channels(); channel++) {
      for (int row : rows) {
        for (int column : columns) {
          to[next++] = part[(channel * height + row - top) * width + column - left];
        }
      }
    }
  }

  private static int[] mirrored(long first, int extent, int size) {
    int[] result = new int[extent];
    long period = Math.max(1, 2L * (size - 1));
    for (int i = 0; i < extent; i++) {
      result[i] = (int) (size - 1 - Math.abs(Math.abs(first + i) % period - (size - 1)));
    }
    return result;
  }

  private static int min(int[] values) {
    return Arrays.stream(values).min().getAsInt();
  }

  private static int max(int[] values) {
    return Arrays.stream(values).max().getAsInt();
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    SourceChecks.view(height, width);
    int image = Math.multiplyExact(channels(), Math.multiplyExact(height, width));
    float[] values = new float[Math.multiplyExact(batch(), image)];
    Rendering.each(batch(), i -> scenes.get(i).renderView(height, width, values, i * image));
    return manager.create(values, new Shape(batch(), channels(), height, width));
  }
}
