package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of scenes; only the patches read are rendered.
 *
 * <p>Scenes are rendered on the host: each {@link #crop} and {@link #sample} transfers the
 * positions to the host once, and all patches back at once. Patches are rendered in parallel.
 */
public final class SceneSource implements PatchSource {

  private final List<Scene> scenes;

  /**
   * Creates a batch of scenes.
   *
   * @throws IllegalArgumentException if there are none or their sizes differ
   */
  public SceneSource(List<Scene> scenes) {
    if (scenes.isEmpty()) {
      throw new IllegalArgumentException("A batch needs at least one scene");
    }
    Scene first = scenes.get(0);
    for (Scene scene : scenes) {
      if (!size(scene).equals(size(first))) {
        throw new IllegalArgumentException(
            "Scenes of one batch must have equal sizes (C,H,W), got "
                + size(first)
                + " and "
                + size(scene));
      }
    }
    this.scenes = List.copyOf(scenes);
  }

  private static Shape size(Scene scene) {
    return new Shape(scene.channels(), scene.height(), scene.width());
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
    return scenes.get(0).height();
  }

  @Override
  public int width() {
    return scenes.get(0).width();
  }

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    SourceChecks.crop(this, origins, height, width, border);
    return render(origins.getManager(), origins.toLongArray(), height, width, border);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Renders each region's bounding tile at full resolution, all tiles as large as the batch's
   * largest: the cost depends on the region's area, not on the crop's size.
   */
  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    SourceChecks.sample(this, regions, height, width);
    NDArray rows = BilinearSampling.rows(regions, height, height()); // (B,K,h)
    NDArray columns = BilinearSampling.columns(regions, width, width()); // (B,K,w)
    double[] ends = // (B,K,4): first and last row, first and last column; the one host transfer
        NDArrays.concat(
                new NDList(
                    rows.get(":,:,0:1"),
                    rows.get(":,:,-1:"),
                    columns.get(":,:,0:1"),
                    columns.get(":,:,-1:")),
                2)
            .stopGradient()
            .toType(DataType.FLOAT64, false)
            .toDoubleArray();
    int crops = ends.length / 4;
    long[] origins = new long[2 * crops];
    int tileHeight = 1;
    int tileWidth = 1;
    for (int i = 0; i < crops; i++) {
      Span row = Span.of(ends[4 * i], ends[4 * i + 1], height());
      Span column = Span.of(ends[4 * i + 2], ends[4 * i + 3], width());
      origins[2 * i] = row.first;
      origins[2 * i + 1] = column.first;
      tileHeight = Math.max(tileHeight, row.length);
      tileWidth = Math.max(tileWidth, column.length);
    }
    NDManager manager = regions.getManager();
    NDArray tiles = render(manager, origins, tileHeight, tileWidth, Border.ZERO);
    NDArray corners = // (B·K,2)
        manager.create(origins, new Shape(crops, 2)).toType(regions.getDataType(), false);
    NDArray inTiles =
        BilinearSampling.sample(
            tiles.reshape(crops, channels(), tileHeight, tileWidth),
            rows.reshape(crops, height).sub(corners.get(":,0:1")).expandDims(1), // (B·K,1,h)
            columns.reshape(crops, width).sub(corners.get(":,1:2")).expandDims(1));
    return inTiles.reshape(batch(), crops / batch(), channels(), height, width);
  }

  /** The image's pixels that coordinates between two ends use; outside the image all is zero. */
  private record Span(int first, int length) {

    static Span of(double a, double b, int size) {
      double low = Math.max(0, Math.min(size - 1, Math.floor(Math.min(a, b))));
      double high = Math.max(0, Math.min(size - 1, Math.floor(Math.max(a, b)) + 1));
      return new Span((int) low, (int) (high - low) + 1);
    }
  }

  private NDArray render(NDManager manager, long[] origins, int height, int width, Border border) {
    int crops = origins.length / 2;
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
    int each = crops / batch();
    Rendering.each(
        crops,
        i ->
            render(
                scenes.get(i / each),
                origins[2 * i],
                origins[2 * i + 1],
                height,
                width,
                border,
                values,
                (int) patch * i));
    return manager.create(values, new Shape(batch(), each, channels(), height, width));
  }

  private void render(
      Scene scene,
      long row,
      long column,
      int height,
      int width,
      Border border,
      float[] to,
      int at) {
    if (border == Border.CLAMP) {
      row = Math.max(0, Math.min(height() - height, row));
      column = Math.max(0, Math.min(width() - width, column));
    }
    boolean within =
        row >= 0 && column >= 0 && row + height <= height() && column + width <= width();
    boolean outside =
        row + height <= 0 || column + width <= 0 || row >= height() || column >= width();
    if (within || (border == Border.ZERO && !outside)) {
      scene.render((int) row, (int) column, height, width, to, at);
    } else if (border == Border.REFLECT) {
      reflect(scene, mirrored(row, height, height()), mirrored(column, width, width()), to, at);
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
