package io.ats.topk.perturbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchClassifier;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.aggregators.GatedAttentionOptions;
import io.ats.core.aggregators.Max;
import io.ats.core.aggregators.Mean;
import io.ats.core.data.Task;
import io.ats.core.encoders.AtsResNet;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.Scorer;
import io.ats.core.plugin.SelectorBlock;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import io.ats.topk.base.ScoreNormalisation;
import io.ats.topk.hard.HardTopK;
import io.ats.topk.hard.HardTopKOptions;
import io.ats.topk.hard.SelectionGradient;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerturbedTopKTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 36, 8, 12);
  private static final int CELLS = 96;
  private static final int K = 3;
  private static final int PATCH = 5;
  private static final int N = 40;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static PerturbedTopKOptions options(Map<String, ?> values) {
    Map<String, Object> all =
        new HashMap<>(Map.of("patches", K, "patchSize", PATCH, "samples", N, "entropy", 0.0));
    all.putAll(values);
    return OptionRecords.with(PerturbedTopKOptions.DEFAULTS, all);
  }

  private <S extends SelectorBlock> S initialised(S selector, ImageSpec image) {
    selector.initialize(
        manager, DataType.FLOAT32, new Shape(1, 1, image.viewHeight(), image.viewWidth()));
    RandomValues.draw(selector, 2);
    return selector;
  }

  private PerturbedTopK selector(Map<String, ?> values) {
    return initialised(new PerturbedTopK(options(values), IMAGE), IMAGE);
  }

  private Views views(ImageSpec image) {
    return views(image, manager);
  }

  private static Views views(ImageSpec image, NDManager manager) {
    int size = image.height() * image.width();
    TensorSource source =
        new TensorSource(
            manager.create(
                Pictures.random(8, 2 * size), new Shape(2, 1, image.height(), image.width())));
    return new Views(source.view(manager, image.viewHeight(), image.viewWidth()), source);
  }

  private Pass pass(boolean training, double progress) {
    return new Pass(new ParameterStore(manager, false), training, progress, null, null);
  }

  private Selection select(SelectorBlock selector, ImageSpec image, boolean training, double done) {
    Engine.getInstance().setRandomSeed(3);
    return selector.select(views(image), pass(training, done));
  }

  private static double[] slice(double[] values, int index, int count) {
    int each = values.length / count;
    return Arrays.copyOfRange(values, index * each, (index + 1) * each);
  }

  /** Over proposals of three scales: blends, and the gradient of the scorer's parameters. */
  @Test
  void overSeveralSizesItIsTheDenseDefinitionForwardAndBackward() {
    PatchSizes sizes = PatchSizes.scaled(PATCH, List.of(1.0, 1.5, 2.0), List.of(1.0));
    PerturbedTopK selector =
        selector(
            Map.of(
                "patchSize",
                sizes,
                "sigma",
                0.1,
                "gradient",
                PerturbedGradient.SAMPLED,
                "baseline",
                SampleBaseline.NONE));
    double sigma = 0.1 * 0.75;
    int positions = 3 * CELLS;
    assertThat(selector.proposals().size()).isEqualTo(positions);
    NDArray direction =
        manager.create(Pictures.random(4, 2 * K * PATCH * PATCH), new Shape(2, K, 1, PATCH, PATCH));
    double[] sparse;
    Selection selection;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      selection = select(selector, IMAGE, true, 0.25);
      collector.backward(selection.patches().mul(direction).sum());
      sparse = DenseBlends.gradient(selector);
    }
    Views views = views(IMAGE);
    Scorer scorer = (Scorer) selector.getChildren().values().get(0);
    Engine.getInstance().setRandomSeed(3);
    NDArray noise = // σZ, (B,N,D)
        NoiseKind.INDEPENDENT.draw(
            Randomness.ENGINE, manager, new Shape(2, N, positions), sigma, DataType.FLOAT32);
    NDArray all = manager.arange(0f, positions, 1f, DataType.INT64);
    NDArray patches =
        selector.proposals().read(views.source(), all.expandDims(0).repeat(0, 2)).patches();
    NDArray mixed;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray scores = ScoreNormalisation.MIN_MAX.apply(scorer.score(views, pass(true, 0.25)));
      mixed = DenseBlends.of(scores, noise, sigma, K, patches);
      collector.backward(mixed.mul(direction).sum());
    }
    double[] both = DenseBlends.gradient(selector); // gradients add up
    assertThat(Gradients.distance(Pictures.doubles(selection.patches()), Pictures.doubles(mixed)))
        .isLessThan(1e-5);
    DenseBlends.assertDoubled(sparse, both, 1e-2, 1e-4);
    assertThat(selection.part(Part.CELLS).orElseThrow().max().getLong()).isLessThan(CELLS);
  }

  @ParameterizedTest
  @EnumSource
  void mixesAllPatchesAsTheDenseDefinitionDoes(NoiseKind kind) {
    PerturbedTopK selector = selector(Map.of("noise", kind, "sigma", 0.1));
    Selection selection = select(selector, IMAGE, true, 0.25);
    double sigma = 0.1 * 0.75;
    Scorer scorer = (Scorer) selector.getChildren().values().get(0);
    Views views = views(IMAGE);
    NDArray scores =
        ScoreNormalisation.MIN_MAX.apply(scorer.score(views, pass(true, 0.25))); // (B,D)
    Engine.getInstance().setRandomSeed(3);
    NDArray noise =
        kind.draw(Randomness.ENGINE, manager, new Shape(2, N, CELLS), sigma, DataType.FLOAT32);
    NDArray all = manager.arange(0f, CELLS, 1f, DataType.INT64).expandDims(0).repeat(0, 2);
    double[] patches = Pictures.doubles(selector.proposals().read(views.source(), all).patches());
    double[] regions = Pictures.doubles(selector.proposals().regions(all)); // (B,D,4)
    for (int b = 0; b < 2; b++) {
      double[] own = Pictures.doubles(kind == NoiseKind.SHARED ? noise : noise.get(b));
      double[][] rows = new double[N][];
      for (int n = 0; n < N; n++) {
        rows[n] = slice(own, n, N);
      }
      double[][] y = new DenseReference(Pictures.doubles(scores.get(b)), rows, sigma, K).mean();
      double[] map = new double[CELLS];
      for (int k = 0; k < K; k++) {
        double[] mixed = new double[PATCH * PATCH];
        int mode = 0;
        for (int d = 0; d < CELLS; d++) {
          double[] patch = slice(slice(patches, b, 2), d, CELLS);
          for (int i = 0; i < mixed.length; i++) {
            mixed[i] += y[k][d] * patch[i];
          }
          map[d] += y[k][d] / K;
          mode = y[k][d] > y[k][mode] ? d : mode;
        }
        double[] found = slice(slice(Pictures.doubles(selection.patches()), b, 2), k, K);
        assertThat(Gradients.distance(found, mixed)).isLessThan(1e-5);
        assertThat(slice(slice(Pictures.doubles(selection.regions()), b, 2), k, K))
            .isEqualTo(slice(slice(regions, b, 2), mode, CELLS));
      }
      double[] found = slice(Pictures.doubles(selection.part(Part.SCORE_MAP).orElseThrow()), b, 2);
      assertThat(Gradients.distance(found, map)).isLessThan(1e-6);
    }
    assertThat(selection.weights().toFloatArray()).containsOnly(1f / K);
    assertThat(selection.penalties()).isEmpty();
  }

  private void assertHard(Selection found) {
    HardTopKOptions options =
        OptionRecords.with(
            HardTopKOptions.DEFAULTS,
            Map.of("patches", K, "patchSize", PATCH, "gradient", SelectionGradient.NONE));
    Selection hard = select(initialised(new HardTopK(options, IMAGE), IMAGE), IMAGE, false, 1);
    assertThat(Pictures.doubles(found.patches())).isEqualTo(Pictures.doubles(hard.patches()));
    assertThat(Pictures.doubles(found.regions())).isEqualTo(Pictures.doubles(hard.regions()));
    assertThat(Pictures.doubles(found.weights())).isEqualTo(Pictures.doubles(hard.weights()));
    double[] map = Pictures.doubles(found.part(Part.SCORE_MAP).orElseThrow());
    assertThat(Arrays.stream(map).filter(v -> v > 0).toArray()).hasSize(2 * K).containsOnly(1f / K);
  }

  @Test
  void isHardAtInferenceAndWhereSigmaIsZero() {
    Map<String, Object> perturbed = Map.of("inference", PerturbedInference.PERTURBED);
    assertHard(select(selector(Map.of()), IMAGE, false, 0));
    assertHard(select(selector(Map.of()), IMAGE, true, 1));
    assertHard(select(selector(perturbed), IMAGE, false, 1));
    assertHard(select(selector(Map.of("normalisation", ScoreNormalisation.NONE)), IMAGE, false, 1));
  }

  @Test
  void isNotHardWhereThereIsNoise() {
    Selection trained = select(selector(Map.of()), IMAGE, true, 0);
    Selection hard = select(selector(Map.of()), IMAGE, true, 1);
    Selection without =
        select(
            selector(Map.of("inference", PerturbedInference.PERTURBED, "sigmaDecay", false)),
            IMAGE,
            false,
            1);
    assertThat(Pictures.doubles(trained.patches())).isNotEqualTo(Pictures.doubles(hard.patches()));
    assertThat(Pictures.doubles(without.patches())).isEqualTo(Pictures.doubles(trained.patches()));
  }

  @Test
  void theRegulariserIsOfTheSoftmaxOfTheUnnormalisedScores() {
    PerturbedTopK selector = selector(Map.of("entropy", 0.7));
    Scorer scorer = (Scorer) selector.getChildren().values().get(0);
    double[] attention = Pictures.doubles(scorer.score(views(IMAGE), pass(true, 0)).softmax(1));
    double entropy = -Arrays.stream(attention).map(a -> a * Math.log(a)).sum() / 2;
    for (boolean training : new boolean[] {true, false}) {
      Selection selection = select(selector, IMAGE, training, 0);
      assertThat((double) selection.penalties().get("entropy").getFloat())
          .isCloseTo(-0.7 * entropy, within(1e-5));
    }
  }

  /** Returns the largest entry of the scorer's gradient of the patches' squares. */
  private double largestGradient(PerturbedTopK selector, ImageSpec image, double progress) {
    NDArray live = manager.ones(new Shape(1)); // so that there always is something to go back to
    live.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Selection selection = select(selector, image, true, progress);
      assertThat(Arrays.stream(Pictures.doubles(selection.patches())).boxed())
          .allMatch(v -> v >= 0 && v <= 1.001);
      collector.backward(selection.patches().square().sum().add(live.sum()));
    }
    double largest = 0;
    for (Parameter parameter : selector.getParameters().values()) {
      for (double entry : Pictures.doubles(parameter.getArray().getGradient())) {
        assertThat(Double.isFinite(entry)).isTrue();
        largest = Math.max(largest, Math.abs(entry));
      }
    }
    return largest;
  }

  @Test
  void gradientsAreFiniteToTheVeryEnd() {
    assertThat(largestGradient(selector(Map.of()), IMAGE, 0)).isGreaterThan(1e-4);
    assertThat(largestGradient(selector(Map.of()), IMAGE, 1 - 1e-12)).isNotNaN();
    assertThat(largestGradient(selector(Map.of()), IMAGE, 1)).isZero();
  }

  @Test
  void extremeGridsGiveSoundPatches() {
    ImageSpec one = new ImageSpec(1, 8, 8, 1, 1);
    PerturbedTopK single = initialised(new PerturbedTopK(options(Map.of("patches", 1)), one), one);
    assertThat(largestGradient(single, one, 0)).isZero();
    PerturbedTopK every = selector(Map.of("patches", CELLS));
    largestGradient(every, IMAGE, 0);
    PerturbedTopK equal = selector(Map.of());
    equal.getParameters().values().forEach(parameter -> parameter.getArray().muli(0f));
    largestGradient(equal, IMAGE, 0);
  }

  @Test
  void aStepLeavesNothingOnALongerLivedManager() {
    PerturbedTopK selector = selector(Map.of("entropy", 0.1));
    ParameterStore store = new ParameterStore(manager, false);
    int[] kept = new int[4];
    for (int step = 0; step < kept.length; step++) {
      try (NDManager own = manager.newSubManager()) {
        Pass pass = new Pass(store, step != 1, step == 2 ? 1 : 0.5, null, null);
        selector.select(views(IMAGE, own), pass);
      }
      kept[step] = ((BaseNDManager) manager).getManagedArrays().size();
    }
    assertThat(kept).containsOnly(kept[0]);
    assertThat(kept[0]).isPositive();
  }

  /** The training loop stops at a NaN loss, and says why. */
  @Test
  void nanScoresGiveNanLogits() {
    for (AggregatorSpec aggregator :
        List.of(new Mean(), new Max(), GatedAttentionOptions.DEFAULTS)) {
      PatchClassifier classifier =
          new PatchClassifier(
              new PerturbedTopK(options(Map.of()), IMAGE),
              new AtsResNet(List.of(4, 4), List.of(1, 1), 0).create(),
              aggregator.create(new Task("any", 2, false)),
              2);
      classifier.initialize(
          manager, DataType.FLOAT32, new Shape(1, 1, 8, 12), new Shape(1, K, 1, PATCH, PATCH));
      RandomValues.draw(classifier, 1);
      ParameterStore store = new ParameterStore(manager, false);
      for (double progress : new double[] {0, 1}) {
        assertThat(
                Pictures.doubles(classifier.predict(views(IMAGE), store, true, progress).logits()))
            .doesNotContain(Double.NaN);
      }
      Parameter last =
          classifier.selector().getParameters().values().stream().reduce((a, b) -> b).orElseThrow();
      last.getArray().addi(Float.NaN);
      for (double progress : new double[] {0, 1}) {
        assertThat(
                Pictures.doubles(classifier.predict(views(IMAGE), store, true, progress).logits()))
            .as("progress %s", progress)
            .containsOnly(Double.NaN);
      }
    }
  }

  @Test
  void morePatchesThanPositionsAreAnError() {
    assertThatThrownBy(() -> new PerturbedTopK(options(Map.of("patches", 97)), IMAGE))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("patches = 97 is more than the 96 positions of the 8×12 grid");
  }
}
