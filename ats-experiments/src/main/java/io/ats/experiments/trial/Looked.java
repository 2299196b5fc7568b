package io.ats.experiments.trial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.PatchSource;
import io.ats.core.Prediction;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.experiments.picture.Overlay;
import io.ats.experiments.picture.TestImage;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.PresentPatches;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where a classifier looked in the images of a batch, on the host. */
public final class Looked {

  private final Learner learner;
  private final Views views;
  private final Selection selection;

  /**
   * Whether an aggregator alone weighs what the selector reads, so that the map is its attention.
   */
  private final boolean attended;

  /**
   * Takes a prediction.
   *
   * @param views that were predicted
   */
  public Looked(Learner learner, Views views, Prediction prediction) {
    this.learner = learner;
    this.views = views;
    selection = learner.shown(prediction);
    attended = prediction.selection().part(Part.SCORE_MAP).isEmpty();
  }

  /** Returns where the cells of image {@code b}'s score map lie. */
  public Optional<ScoreGrid> cells(int b) {
    return learner.scoreGrid(views, b);
  }

  /** Returns the score map of image {@code b}: the cells of its own grid. */
  public Optional<float[][]> map(int b) {
    Optional<float[][]> all =
        selection.part(Part.SCORE_MAP).map(map -> HostArrays.matrix(map.get(b)));
    Optional<ScoreGrid> cells = cells(b);
    return all.map(
        map ->
            cells
                .map(
                    own ->
                        Arrays.stream(map, 0, own.rows().length)
                            .map(row -> Arrays.copyOf(row, own.columns().length))
                            .toArray(float[][]::new))
                .orElse(map));
  }

  /** Returns the score map's value at each patch of image {@code b}, if they lie in its cells. */
  public Optional<float[]> attention(int b) {
    if (selection.part(Part.BLEND).isPresent()
        || selection.part(Part.CELLS).isEmpty()
        || selection.part(Part.SCORE_MAP).isEmpty()) {
      return Optional.empty();
    }
    float[] map = selection.part(Part.SCORE_MAP).get().get(b).toFloatArray();
    long[] cells = selection.part(Part.CELLS).get().get(b).toLongArray();
    int[] present = PresentPatches.of(selection, b);
    float[] values = new float[present.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = map[(int) cells[present[i]]];
    }
    return Optional.of(values);
  }

  /** Returns the regions of image {@code b}'s patches, {@code (K,4)}. */
  public float[][] regions(int b) {
    float[] flat = PresentPatches.regions(selection, b);
    return IntStream.range(0, flat.length / 4)
        .mapToObj(k -> Arrays.copyOfRange(flat, 4 * k, 4 * k + 4))
        .toArray(float[][]::new);
  }

  /** Returns the weights of image {@code b}'s patches, {@code (K)}. */
  public float[] weights(int b) {
    float[] all = selection.weights().get(b).toFloatArray();
    int[] present = PresentPatches.of(selection, b);
    float[] own = new float[present.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = all[present[i]];
    }
    return own;
  }

  /** Returns the height and width of patches. */
  public int[] patchSize() {
    Shape shape = selection.patches().getShape();
    return new int[] {(int) shape.get(3), (int) shape.get(4)};
  }

  /** Returns the patches of image {@code b}, {@code (K,C,h,w)} in [0,1]. */
  public float[][][][] patches(int b) {
    return patches(b, IntStream.range(0, PresentPatches.of(selection, b).length));
  }

  private float[][][][] patches(int b, IntStream chosen) {
    NDArray all = learner.original(selection.patches().get(b + ":" + (b + 1)));
    int channels = views.source().channels();
    int[] present = PresentPatches.of(selection, b);
    // Position channels, which follow the image's, are not shown.
    return chosen
        .mapToObj(k -> HostArrays.cube(all.get(0).get(present[k]), channels))
        .toArray(float[][][][]::new);
  }

  /** Returns what a picture shows as the patches' weights. */
  private float[] shownWeights(int b) {
    return (attended ? attention(b) : Optional.<float[]>empty()).orElseGet(() -> weights(b));
  }

  /**
   * Returns image {@code b} as a picture, with its heaviest patches below.
   *
   * @param side of the picture's longer side, pixels
   * @param boxes true boxes, may be empty
   * @param probability of what is predicted, for people; empty if none
   */
  public TestImage picture(
      int b, int side, float[][] boxes, String truth, String predicted, String probability) {
    int[] size = patchSize();
    boolean small = Math.max(size[0], size[1]) <= side;
    float[] weights = shownWeights(b);
    IntStream heaviest =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -weights[k]))
            .mapToInt(k -> k)
            .limit(small ? Overlay.MOST_PATCHES : 0);
    Optional<float[][]> map = map(b);
    return new TestImage(
        thumbnail(b, side),
        map.orElse(null),
        map.isPresent() ? cells(b).orElse(null) : null,
        regions(b),
        weights,
        boxes,
        patches(b, heaviest),
        truth,
        predicted,
        probability,
        learner.ordered() ? spread(b) : null);
  }

  private float[][][] thumbnail(int b, int side) {
    PatchSource source = views.source();
    double shrink = Math.min(1, (double) side / Math.max(source.height(b), source.width(b)));
    try (NDManager own = views.low().getManager().newSubManager()) {
      NDArray view =
          source.view(
              own,
              (int) Math.max(1, Math.round(source.height(b) * shrink)),
              (int) Math.max(1, Math.round(source.width(b) * shrink)));
      return HostArrays.cube(view.get(b), source.channels());
    }
  }

  private float[][] spread(int b) {
    return selection
        .part(Part.SPREAD)
        .map(spread -> HostArrays.matrix(spread.get(b)))
        .orElseGet(() -> new float[selection.count()][2]);
  }
}
