package io.ats.core.selectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchSelector;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.sampling.GradientEstimator;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.Penalties;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSelector;
import io.ats.core.source.FakeScene;
import io.ats.core.source.Pictures;
import io.ats.core.source.SceneSource;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each selector does beyond what {@code CoreConformanceTest} asks of all. */
class SelectorsTest {

  private static final int B = 2;
  private static final int H = 24;
  private static final int W = 36;
  private static final int COLUMNS = 12;
  private static final int CELLS = 96;
  private static final ImageSpec IMAGE = new ImageSpec(1, H, W, 8, COLUMNS);

  private final NDManager manager = NDManager.newBaseManager();
  private final float[] pixels = Pictures.random(8, B * H * W);

  @AfterEach
  void close() {
    manager.close();
  }

  private Selection select(PatchSelector selector, boolean training) {
    selector.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, COLUMNS));
    RandomValues.draw(selector, 2);
    TensorSource source = new TensorSource(manager.create(pixels, new Shape(B, 1, H, W)));
    Views views = new Views(source.view(manager, 8, COLUMNS), source);
    Engine.getInstance().setRandomSeed(3);
    ParameterStore store = new ParameterStore(manager, false);
    return selector.select(views, new Pass(store, training, 0.5, null, null));
  }

  /** Returns the largest entry of the gradient that reaches the scorer through an output. */
  private double largestGradient(PatchSelector selector, Function<Selection, NDArray> output) {
    NDArray live = manager.ones(new Shape(1)); // so that there always is something to go back to
    live.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray found = output.apply(select(selector, true));
      NDArray direction = manager.arange((float) found.size()).reshape(found.getShape());
      collector.backward(found.mul(direction).sum().add(live.sum()));
    }
    double largest = 0;
    for (Parameter parameter : selector.getParameters().values()) {
      if (parameter.requiresGradient()) {
        for (double entry : Pictures.doubles(parameter.getArray().getGradient())) {
          assertThat(Double.isFinite(entry)).isTrue();
          largest = Math.max(largest, Math.abs(entry));
        }
      }
    }
    return largest;
  }

  /** Returns the attention at each patch's position, {@code [B·R][K]}, found from its region. */
  private static double[][] attention(Selection selection, PatchGrid grid) {
    double[] map = Pictures.doubles(selection.part(Part.SCORE_MAP).orElseThrow());
    double[] regions = Pictures.doubles(selection.regions());
    int count = selection.count();
    double[][] found = new double[regions.length / 4 / count][count];
    for (int p = 0; p < regions.length / 4; p++) {
      int image = p / count / selection.repeats();
      found[p / count][p % count] =
          map[image * CELLS + cell(grid, regions[4 * p] * H, regions[4 * p + 1] * W)];
    }
    return found;
  }

  private static int cell(PatchGrid grid, double top, double left) {
    for (int d = 0; d < CELLS; d++) {
      if (grid.originRow(d / COLUMNS) == Math.round(top)
          && grid.originColumn(d % COLUMNS) == Math.round(left)) {
        return d;
      }
    }
    throw new AssertionError("no cell has a patch at " + top + ", " + left);
  }

  private static double entropy(Selection selection) {
    double[] map = Pictures.doubles(selection.part(Part.SCORE_MAP).orElseThrow());
    return -Arrays.stream(map).map(a -> a * Math.log(a)).sum() / B;
  }

  /** The mean entropy counts up to the cap, and has no gradient beyond it. */
  @Test
  void entropyBeyondTheCapIsNotRewarded() {
    float[] values = {0.25f, 0.25f, 0.25f, 0.25f, 0.7f, 0.1f, 0.1f, 0.1f};
    double mean = (Math.log(4) - 0.7 * Math.log(0.7) - 0.3 * Math.log(0.1)) / 2;
    double[] below = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      below[i] = 0.25 * (Math.log(values[i]) + 1);
    }
    assertPenalty(values, 0, -0.5 * mean, below);
    assertPenalty(values, mean + 0.1, -0.5 * mean, below);
    assertPenalty(values, mean - 0.1, -0.5 * (mean - 0.1), new double[values.length]);
  }

  private void assertPenalty(float[] values, double cap, double value, double[] gradient) {
    NDArray attention = manager.create(values, new Shape(2, 4));
    attention.setRequiresGradient(true);
    NDArray one = manager.ones(new Shape(2, 1));
    Selection bare =
        Selection.of(one.reshape(2, 1, 1, 1, 1), one, manager.ones(new Shape(2, 1, 4)));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray penalty = Penalties.entropy(bare, attention, 0.5, cap).penalties().get("entropy");
      assertThat((double) penalty.getFloat()).isCloseTo(value, within(1e-6));
      collector.backward(penalty);
    }
    assertThat(Pictures.doubles(attention.getGradient())).containsExactly(gradient, within(1e-6));
  }

  private static ScoredOptions scored(int patches, double entropy) {
    return new ScoredOptions(
        new PatchOptions(patches, 5, Border.ZERO),
        entropy,
        0,
        ConvolutionalScorerOptions.DEFAULTS.named());
  }

  @Test
  void attentionSamplingWeighsByTheMassLeft() {
    ScoredSelector selector =
        new AttentionSampling(
            new AttentionSamplingOptions(scored(4, 0.5), GradientEstimator.RAO_BLACKWELL, 0.2),
            IMAGE);
    Selection selection = select(selector, true);
    double[][] a = attention(selection, selector.proposals().grids().get(0));
    float[] weights = selection.weights().toFloatArray();
    for (int b = 0; b < B; b++) {
      double left = 1;
      for (int k = 0; k < 4; k++) {
        assertThat((double) weights[4 * b + k])
            .isCloseTo(((3 - k) * a[b][k] + left) / 4, within(1e-5));
        left -= a[b][k];
      }
      assertThat(Arrays.stream(a[b]).distinct().count()).as("no position twice").isEqualTo(4);
    }
    assertThat(largestGradient(selector, Selection::weights)).isGreaterThan(1e-4);
    assertThat((double) selection.penalties().get("entropy").getFloat())
        .isCloseTo(-0.5 * entropy(selection), within(1e-5));
    double[] map = Pictures.doubles(selection.part(Part.SCORE_MAP).orElseThrow());
    assertThat(Arrays.stream(map).min().getAsDouble()).as("smoothing").isGreaterThan(0.2 / CELLS);
  }

  @Test
  void withReplacementWeighsAllTheSame() {
    PatchSelector selector =
        new SamplingWithReplacement(new SamplingWithReplacementOptions(scored(300, 0), 0), IMAGE);
    Selection selection = select(selector, true);
    assertThat(selection.count()).as("more than there are positions").isEqualTo(300);
    Pictures.assertClose(selection.weights().toFloatArray(), doubles(B * 300, 1.0 / 300), 1e-7);
    assertThat(largestGradient(selector, Selection::weights)).isGreaterThan(1e-4);
    assertThat(selection.penalties()).isEmpty();
  }

  @Test
  void reinforceCarriesTheLogProbabilityOfEachRepeat() {
    ScoredSelector selector =
        new Reinforce(
            OptionRecords.with(
                ReinforceOptions.DEFAULTS, Map.of("patches", 3, "patchSize", 5, "entropy", 0.1)),
            IMAGE);
    Selection selection = select(selector, true);
    assertThat(selection.repeats()).isEqualTo(4);
    double[][] a = attention(selection, selector.proposals().grids().get(0));
    assertThat(a).hasDimensions(B * 4, 3);
    float[] weights = selection.weights().toFloatArray();
    float[] logs = selection.part(Part.LOG_PROBABILITY).orElseThrow().toFloatArray();
    for (int row = 0; row < a.length; row++) {
      double sum = Arrays.stream(a[row]).sum();
      double log = Arrays.stream(a[row]).map(Math::log).sum();
      assertThat((double) logs[row]).isCloseTo(log, within(1e-4));
      for (int k = 0; k < 3; k++) {
        assertThat((double) weights[3 * row + k]).isCloseTo(a[row][k] / sum, within(1e-5));
      }
    }
    assertThat(largestGradient(selector, Selection::weights)).as("weights are stopped").isZero();
    assertThat(largestGradient(selector, found -> found.part(Part.LOG_PROBABILITY).orElseThrow()))
        .isGreaterThan(1e-4);
    assertThat((double) selection.penalties().get("entropy").getFloat())
        .isCloseTo(-0.1 * entropy(selection), within(1e-5));
    assertThat(select(selector, false).repeats()).as("at inference").isEqualTo(1);
  }

  @Test
  void uniformReadsDistinctPositionsOfEqualAttention() {
    PatchSelector selector =
        new Uniform(
            new UniformOptions(new PatchOptions(CELLS, 5, Border.ZERO), UniformSampling.RANDOM),
            IMAGE);
    Selection selection = select(selector, true);
    Pictures.assertClose(selection.weights().toFloatArray(), doubles(B * CELLS, 1.0 / CELLS), 1e-8);
    Pictures.assertClose(
        selection.part(Part.SCORE_MAP).orElseThrow().toFloatArray(),
        doubles(B * CELLS, 1.0 / CELLS),
        1e-8);
    double[] regions = Pictures.doubles(selection.regions());
    long distinct =
        IntStream.range(0, CELLS)
            .mapToObj(p -> regions[4 * p] + " " + regions[4 * p + 1])
            .distinct()
            .count();
    assertThat(distinct).as("as many patches as positions are all of them").isEqualTo(CELLS);
    assertThatThrownBy(
            () ->
                new Uniform(
                    new UniformOptions(
                        new PatchOptions(CELLS + 1, 5, Border.ZERO), UniformSampling.RANDOM),
                    IMAGE))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("patches = 97 is more than the 96 positions of the 8×12 grid");
  }

  @Test
  void allPatchesCoverTheImageAndWeighTheSame() {
    AllPatchesOptions options = new AllPatchesOptions(10);
    Selection selection = select(options.create(IMAGE), true);
    assertThat(selection.count()).isEqualTo(3 * 4);
    assertThat(options.patches(IMAGE)).isEqualTo(12);
    Pictures.assertClose(selection.weights().toFloatArray(), doubles(B * 12, 1 / 12.0), 1e-8);
    assertCovered(selection);
  }

  @Test
  void gridCropsCoverTheImageAndAreSummed() {
    Selection selection = select(new GridCropsOptions(5, 7, 0).create(IMAGE), true);
    assertThat(selection.patches().getShape()).isEqualTo(new Shape(B, 35, 1, 5, 6));
    Pictures.assertClose(selection.weights().toFloatArray(), doubles(B * 35, 1), 0);
    assertCovered(selection);
  }

  /** The source's crops of 224² overlap. */
  @Test
  void largerGridCropsOverlapAndCoverTheImageToo() {
    Selection selection = select(new GridCropsOptions(5, 7, 9).create(IMAGE), true);
    assertThat(selection.patches().getShape()).isEqualTo(new Shape(B, 35, 1, 9, 9));
    assertCovered(selection);
    assertThatThrownBy(() -> new GridCropsOptions(2, 7, 9).create(IMAGE))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("crop-size = 9: 2×7 crops do not cover an image of ");
  }

  /** Of an image with 2×4 tiles of 5 pixels beside one with 5×8: the others are not there. */
  @Test
  void aSmallImageHasItsOwnTiles() {
    ImageSpec small = new ImageSpec(1, 10, 17, 3, 6);
    Selection selection = mixed(new AllPatchesOptions(5), small);
    assertThat(selection.count()).isEqualTo(40);
    float[] present = selection.part(Part.PRESENT).orElseThrow().toFloatArray();
    float[] weights = selection.weights().toFloatArray();
    double[] regions = Pictures.doubles(selection.regions());
    int[] lefts = {0, 4, 8, 12};
    for (int i = 0; i < 80; i++) {
      int row = i % 40 / 8;
      int column = i % 8;
      boolean there = i < 40 || (row < 2 && column < 4);
      assertThat(present[i]).isEqualTo(there ? 1 : 0);
      assertThat(weights[i]).isEqualTo(there ? 1f / (i < 40 ? 40 : 8) : 0);
      if (i >= 40 && there) {
        assertThat(regions[4 * i] * 10).isCloseTo(5 * row, within(1e-5));
        assertThat(regions[4 * i + 1] * 17).isCloseTo(lefts[column], within(1e-5));
      }
    }
    assertThat(mixed(new AllPatchesOptions(5), IMAGE).part(Part.PRESENT)).isEmpty();
    assertThatThrownBy(() -> mixed(new AllPatchesOptions(11), small))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("a patch of 11×11 is larger than the image of 10×17");
  }

  @Test
  void cropsMustFitIntoTheSmallestImage() {
    ImageSpec small = new ImageSpec(1, 10, 17, 3, 6);
    assertThat(mixed(new GridCropsOptions(3, 3, 0), small).part(Part.PRESENT)).isEmpty();
    assertThatThrownBy(() -> mixed(new GridCropsOptions(2, 3, 0), small))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "crops of 12×12, of the largest image, do not fit into one of 10×17; choose more rows"
                + " and columns, a smaller crop-size, or selector all-patches");
  }

  @Test
  void morePatchesThanASmallImageHasPositionsAreAnError() {
    ImageSpec small = new ImageSpec(1, 10, 17, 3, 6);
    SelectorSpec options =
        new AttentionSamplingOptions(scored(19, 0), GradientEstimator.RAO_BLACKWELL, 0);
    assertThatThrownBy(() -> mixed(options, small))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("patches = 19 is more than the 18 positions of the 3×6 grid");
  }

  /** Selects of an image and another one, perhaps smaller. */
  private Selection mixed(SelectorSpec options, ImageSpec other) {
    PatchSelector selector = options.create(IMAGE);
    selector.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, COLUMNS));
    RandomValues.draw(selector, 2);
    SceneSource source =
        new SceneSource(
            List.of(
                new FakeScene(pixels, 1, H, W),
                new FakeScene(pixels, 1, other.height(), other.width())));
    Views views =
        new Views(manager.zeros(new Shape(2, 1, 8, COLUMNS)), source, List.of(IMAGE, other));
    ParameterStore store = new ParameterStore(manager, false);
    return selector.select(views, new Pass(store, true, 0.5, null, null));
  }

  private static void assertCovered(Selection selection) {
    double[] regions = Pictures.doubles(selection.regions());
    boolean[] covered = new boolean[H * W];
    for (int p = 0; p < selection.count(); p++) {
      for (long row = Math.round(regions[4 * p] * H);
          row < Math.round(regions[4 * p + 2] * H);
          row++) {
        for (long column = Math.round(regions[4 * p + 1] * W);
            column < Math.round(regions[4 * p + 3] * W);
            column++) {
          covered[(int) (row * W + column)] = true; // out of bounds is an error too
        }
      }
    }
    assertThat(covered).doesNotContain(false);
  }

  @Test
  void wholeImageIsTheImageOrItsAverages() {
    NDArray all = select(new WholeImage(new WholeImageOptions(1), IMAGE), true).patches();
    assertThat(all.getShape()).isEqualTo(new Shape(B, 1, 1, H, W));
    assertThat(all.toFloatArray()).containsExactly(pixels);
    NDArray half = select(new WholeImage(new WholeImageOptions(2), IMAGE), true).patches();
    assertThat(half.getShape()).isEqualTo(new Shape(B, 1, 1, H / 2, W / 2));
    float first = (pixels[0] + pixels[1] + pixels[W] + pixels[W + 1]) / 4;
    assertThat(half.getFloat(0, 0, 0, 0, 0)).isCloseTo(first, within(1e-6f));
  }

  private static double[] doubles(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }
}
