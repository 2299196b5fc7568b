package io.ats.core.source;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.math.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Samples regions of scenes: renders each region's bounding tile and interpolates in it. Tiles that
 * are rendered at once are as large as the largest of them, so that where they are many they are
 * rendered in groups of nearly one size.
 */
final class SceneSampling {

  private final SceneSource source;
  private final NDArray rows;
  private final NDArray columns;
  private final Scene[] read;
  private final long[] origins;
  private final int[] heights;
  private final int[] widths;

  /**
   * Finds the tiles; renders none. Transfers the regions to the host once.
   *
   * @param scenes the source's
   * @param regions {@code (B,K,4)} as fractions of each image
   * @param height of the crops
   * @param width of the crops
   */
  SceneSampling(SceneSource source, List<Scene> scenes, NDArray regions, int height, int width) {
    this.source = source;
    NDArray scaled = Sizes.ofLargest(source, regions);
    NDArray down = BilinearSampling.rows(scaled, height, source.height()); // (B,K,h)
    NDArray across = BilinearSampling.columns(scaled, width, source.width()); // (B,K,w)
    double[] ends = // (B,K,4): first and last row, first and last column; the one host transfer
        NDArrays.concat(
                new NDList(
                    down.get(":,:,0:1"),
                    down.get(":,:,-1:"),
                    across.get(":,:,0:1"),
                    across.get(":,:,-1:")),
                2)
            .stopGradient()
            .toType(DataType.FLOAT64, false)
            .toDoubleArray();
    int crops = ends.length / 4;
    read = new Scene[crops];
    origins = new long[2 * crops];
    heights = new int[crops];
    widths = new int[crops];
    float[] scales = new float[2 * crops];
    boolean coarser = false;
    for (int i = 0; i < crops; i++) {
      Scene full = scenes.get(i / (crops / scenes.size()));
      double step =
          Math.min(
              Math.abs(ends[4 * i + 1] - ends[4 * i]) / Math.max(1, height - 1),
              Math.abs(ends[4 * i + 3] - ends[4 * i + 2]) / Math.max(1, width - 1));
      Scene scene = step > 1 ? full.coarser(step) : full;
      read[i] = scene;
      coarser |= scene != full;
      double byRow = (double) scene.height() / full.height();
      double byColumn = (double) scene.width() / full.width();
      scales[2 * i] = (float) byRow;
      scales[2 * i + 1] = (float) byColumn;
      Span row = Span.of(at(ends[4 * i], byRow), at(ends[4 * i + 1], byRow), scene.height());
      Span column =
          Span.of(at(ends[4 * i + 2], byColumn), at(ends[4 * i + 3], byColumn), scene.width());
      origins[2 * i] = row.first;
      origins[2 * i + 1] = column.first;
      heights[i] = row.length;
      widths[i] = column.length;
    }
    NDManager manager = regions.getManager();
    NDArray corners = // (B·K,2)
        manager.create(origins, new Shape(crops, 2)).toType(regions.getDataType(), false);
    NDArray flatRows = down.reshape(crops, height);
    NDArray flatColumns = across.reshape(crops, width);
    if (coarser) {
      NDArray scale = // (B·K,2)
          manager.create(scales, new Shape(crops, 2)).toType(regions.getDataType(), false);
      flatRows = Scalars.minus(Scalars.plus(flatRows, 0.5f).mul(scale.get(":,0:1")), 0.5f);
      flatColumns = Scalars.minus(Scalars.plus(flatColumns, 0.5f).mul(scale.get(":,1:2")), 0.5f);
    }
    rows = flatRows.sub(corners.get(":,0:1"));
    columns = flatColumns.sub(corners.get(":,1:2"));
  }

  /** Returns a coordinate of a scene as one of the scene with {@code scale} times the pixels. */
  private static double at(double coordinate, double scale) {
    return scale == 1 ? coordinate : (coordinate + 0.5) * scale - 0.5;
  }

  /** The image's pixels that coordinates between two ends use; outside the image all is zero. */
  private record Span(int first, int length) {

    static Span of(double a, double b, int size) {
      double low = Math.max(0, Math.min(size - 1, Math.floor(Math.min(a, b))));
      double high = Math.max(0, Math.min(size - 1, Math.floor(Math.max(a, b)) + 1));
      return new Span((int) low, (int) (high - low) + 1);
    }
  }

  /**
   * Returns the crops, {@code (B·K,C,h,w)}.
   *
   * @param most values that are rendered at once, or one tile
   */
  NDArray crops(long most) {
    int[] all = IntStream.range(0, read.length).toArray();
    if (values(all) <= most) {
      return sample(rows.getManager(), all, rows, columns);
    }
    NDManager manager = rows.getManager();
    NDList parts = new NDList();
    long[] places = new long[read.length];
    int next = 0;
    for (int[] group : groups(most)) {
      long[] indices = new long[group.length];
      for (int i = 0; i < group.length; i++) {
        indices[i] = group[i];
        places[group[i]] = next++;
      }
      // Kept as long as the graph, which refers to their memory.
      NDIndex members = new NDIndex("{}", manager.create(indices));
      try (NDManager own = manager.newSubManager()) { // frees the tiles
        NDArray crops = sample(own, group, rows.get(own, members), columns.get(own, members));
        crops.attach(manager);
        parts.add(crops);
      }
    }
    if (parts.size() == 1) {
      return parts.get(0); // of one large tile
    }
    try (NDArray joined = NDArrays.concat(parts, 0)) {
      parts.close();
      return joined.get(manager, new NDIndex("{}", manager.create(places)));
    }
  }

  /**
   * Returns the crops of a group, {@code (n,C,h,w)}, from coordinates {@code (n,h)}, {@code (n,w)}.
   */
  private NDArray sample(NDManager manager, int[] group, NDArray down, NDArray across) {
    long[] corners = new long[2 * group.length];
    for (int i = 0; i < group.length; i++) {
      corners[2 * i] = origins[2 * group[i]];
      corners[2 * i + 1] = origins[2 * group[i] + 1];
    }
    NDArray tiles =
        source.render(
            manager,
            i -> read[group[i]],
            group.length,
            corners,
            largest(heights, group),
            largest(widths, group),
            Border.ZERO);
    return BilinearSampling.sample(tiles, down.expandDims(1), across.expandDims(1)).squeeze(1);
  }

  private long values(int[] group) {
    return (long) source.channels()
        * group.length
        * largest(heights, group)
        * largest(widths, group);
  }

  private static int largest(int[] sides, int[] group) {
    return IntStream.of(group).map(i -> sides[i]).max().orElseThrow();
  }

  /** Returns the tiles in groups whose sides are up to the same powers of two. */
  private List<int[]> groups(long most) {
    Map<Integer, List<Integer>> alike = new TreeMap<>();
    for (int i = 0; i < read.length; i++) {
      int size = 32 * power(heights[i]) + power(widths[i]);
      alike.computeIfAbsent(size, any -> new ArrayList<>()).add(i);
    }
    List<int[]> groups = new ArrayList<>();
    for (List<Integer> each : alike.values()) {
      int[] all = each.stream().mapToInt(Integer::intValue).toArray();
      int count = (int) Math.max(1, most / (values(all) / all.length));
      for (int first = 0; first < all.length; first += count) {
        groups.add(
            IntStream.range(first, Math.min(all.length, first + count)).map(i -> all[i]).toArray());
      }
    }
    return groups;
  }

  private static int power(int side) {
    return 32 - Integer.numberOfLeadingZeros(side - 1);
  }
}
