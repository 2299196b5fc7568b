package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.attention.Plain;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Features, weights and regions of {@code B} images' {@code K} patches, in float64, for aggregators
 * to be tried on.
 */
record Patches(
    double[][][] features,
    double[][] weights,
    double[][][] regions,
    int[][] cells,
    double[][][] blend) {

  /** The number of cells of the score map. */
  static final int CELLS = 7;

  /** Returns random ones, the regions of a few rows and not in order. */
  static Patches random(int seed, int images, int count, int width) {
    Random random = new Random(seed);
    double[][][] features = new double[images][count][];
    double[][] weights = new double[images][];
    double[][][] regions = new double[images][count][];
    for (int b = 0; b < images; b++) {
      weights[b] = random.doubles(count, 0.2, 1).toArray();
      for (int k = 0; k < count; k++) {
        features[b][k] = random.doubles(width, -2, 2).toArray();
        double top = random.nextInt(3) / 4.0;
        double left = random.nextDouble() / 2;
        regions[b][k] = new double[] {top, left, top + 0.25, left + 0.3};
      }
    }
    int[][] cells = new int[images][];
    for (int b = 0; b < images; b++) {
      cells[b] = random.ints(count, 0, CELLS).toArray();
    }
    return new Patches(features, weights, regions, cells, null);
  }

  /** Returns the same, each a blend of three cells' patches. */
  Patches blended(boolean blended) {
    if (!blended) {
      return this;
    }
    Random random = new Random(9);
    int[][] others = new int[images()][];
    double[][][] blends = new double[images()][count()][];
    for (int b = 0; b < images(); b++) {
      others[b] = random.ints(3, 0, CELLS).toArray();
      for (int k = 0; k < count(); k++) {
        blends[b][k] = random.doubles(3, 0, 1).toArray();
      }
    }
    return new Patches(features, weights, regions, others, blends);
  }

  /**
   * Returns the vectors of image {@code b}'s patches by top, then left, from those of the cells.
   */
  double[][] ofCells(int b, double[][] table) {
    double[][] vectors = new double[count()][table[0].length];
    for (int k = 0; k < count(); k++) {
      for (int i = 0; i < table[0].length; i++) {
        for (int s = 0; s < cells[b].length; s++) {
          double share = blend == null ? (s == k ? 1 : 0) : blend[b][k][s];
          vectors[k][i] += share * table[cells[b][s]][i];
        }
      }
    }
    return pick(vectors, order(b));
  }

  int images() {
    return features.length;
  }

  int count() {
    return features[0].length;
  }

  Patches withWeights(double[][] other) {
    return new Patches(features, other, regions, cells, blend);
  }

  Patches withRegions(double[][][] other) {
    return new Patches(features, weights, other, cells, blend);
  }

  /** Returns the same patches at the places of others. */
  Patches at(Patches other) {
    return new Patches(features, weights, other.regions, other.cells, blend);
  }

  /** Returns the same patches in another order. */
  Patches permuted(int... order) {
    return new Patches(
        Arrays.stream(features).map(f -> pick(f, order)).toArray(double[][][]::new),
        Arrays.stream(weights)
            .map(w -> IntStream.of(order).mapToDouble(k -> w[k]).toArray())
            .toArray(double[][]::new),
        Arrays.stream(regions).map(r -> pick(r, order)).toArray(double[][][]::new),
        Arrays.stream(cells)
            .map(c -> IntStream.of(order).map(k -> c[k]).toArray())
            .toArray(int[][]::new),
        null);
  }

  private static double[][] pick(double[][] rows, int[] order) {
    return IntStream.of(order).mapToObj(k -> rows[k]).toArray(double[][]::new);
  }

  /** Returns image {@code b}'s patches by top, then left; and their features weighted. */
  double[][][] sorted(int b, double[] mean) {
    int[] plain = order(b);
    double[][] weighted =
        IntStream.range(0, count())
            .mapToObj(
                k -> Arrays.stream(features[b][k]).map(f -> f * weights[b][k] / mean[b]).toArray())
            .toArray(double[][]::new);
    return new double[][][] {pick(weighted, plain), pick(regions[b], plain)};
  }

  private int[] order(int b) {
    return IntStream.range(0, count())
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer k) -> regions[b][k][0])
                .thenComparingDouble(k -> regions[b][k][1]))
        .mapToInt(k -> k)
        .toArray();
  }

  /** Returns each image's mean weight. */
  double[] means() {
    return Arrays.stream(weights)
        .mapToDouble(w -> Arrays.stream(w).average().orElseThrow())
        .toArray();
  }

  NDArray features(NDManager manager) {
    return manager.create(
        Arrays.stream(features).flatMapToDouble(f -> Arrays.stream(Plain.flat(f))).toArray(),
        new Shape(images(), count(), features[0][0].length));
  }

  NDArray weights(NDManager manager) {
    return manager.create(Plain.flat(weights), new Shape(images(), count()));
  }

  private NDArray cells(NDManager manager) {
    return manager.create(
        Arrays.stream(cells).flatMapToInt(Arrays::stream).asLongStream().toArray(),
        new Shape(images(), cells[0].length));
  }

  NDArray regions(NDManager manager) {
    return manager.create(
        Arrays.stream(regions).flatMapToDouble(r -> Arrays.stream(Plain.flat(r))).toArray(),
        new Shape(images(), count(), 4));
  }

  /** Returns a selection of these patches with weights of one's own. */
  Selection selection(NDArray weights) {
    NDManager manager = weights.getManager();
    Selection selection =
        Selection.of(
                manager.zeros(new Shape(images(), count(), 1, 1, 1)), weights, regions(manager))
            .with(Part.CELLS, cells(manager));
    if (blend != null) {
      double[] flat =
          Arrays.stream(blend).flatMapToDouble(b -> Arrays.stream(Plain.flat(b))).toArray();
      NDArray blends = manager.create(flat, new Shape(images(), count(), cells[0].length));
      selection = selection.with(Part.BLEND, blends);
    }
    return selection;
  }

  /** Aggregates these features with weights of one's own. */
  NDArray aggregate(Aggregator aggregator, NDArray features, NDArray weights) {
    return aggregate(aggregator, features, selection(weights));
  }

  /** Aggregates features of a selection, each patch judged first where the aggregator needs it. */
  static NDArray aggregate(Aggregator aggregator, NDArray features, Selection selection) {
    Pass pass = pass(features.getManager());
    Selection judged =
        aggregator
            .patchHead()
            .map(head -> selection.with(Part.PATCH_LOGITS, head.logits(features, pass)))
            .orElse(selection);
    return aggregator.aggregate(features, judged, pass);
  }

  double[] aggregate(Aggregator aggregator, NDManager manager) {
    return aggregate(aggregator, features(manager), weights(manager)).toDoubleArray();
  }

  static Pass pass(NDManager manager) {
    return new Pass(new ParameterStore(manager, false), true, 0.5, null, null);
  }
}
