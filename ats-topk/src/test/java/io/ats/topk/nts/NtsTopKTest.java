package io.ats.topk.nts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.ImageSpec;
import io.ats.core.MapEncoder;
import io.ats.core.Pass;
import io.ats.core.PatchClassifier;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.aggregators.WholeAndPartsOptions;
import io.ats.core.data.Task;
import io.ats.core.encoders.FullyConvolutional;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.nts.Navigator;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import io.ats.topk.base.ScoreNormalisation;
import io.ats.topk.perturbed.DenseBlends;
import io.ats.topk.perturbed.PerturbedGradient;
import io.ats.topk.perturbed.SampleBaseline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NtsTopKTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 32, 48, 32, 48);
  private static final int K = 3;
  private static final int PATCH = 6;
  private static final int N = 30;
  private static final double SIGMA = 0.1;
  // 8 × 12 cells of one size, 4 × 6 of three, 2 × 3 of two
  private static final int D = 96 + 72 + 12;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static NtsTopKOptions options(Map<String, ?> more) {
    NtsTopKOptions small =
        OptionRecords.with(
            NtsTopKOptions.DEFAULTS,
            Map.of(
                "patches",
                K,
                "patchSize",
                PATCH,
                "stride",
                4,
                "channels",
                6,
                "fine",
                PatchSizes.square(7),
                "middle",
                PatchSizes.scaled(12, List.of(1.0), List.of(0.5, 1.0, 2.0)),
                "coarse",
                PatchSizes.scaled(20, List.of(0.7, 1.0), List.of(1.0)),
                "entropy",
                0.0,
                "samples",
                N,
                "sigma",
                SIGMA));
    return OptionRecords.with(small, more);
  }

  /** They are in the order of the proposals, so that the coarsest would always be left out. */
  @Test
  void theFirstOfItsPatchesAreNotTheBest() {
    PatchClassifier classifier =
        new PatchClassifier(
            new NtsTopK(options(Map.of()), IMAGE),
            new FullyConvolutional(List.of(4, 6), 0).create(),
            new WholeAndPartsOptions(WholeAndPartsOptions.Form.CONCAT, K - 1)
                .create(new Task("any", 3, false)),
            3);
    assertThatThrownBy(() -> classifier.requirePatches(K))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "the aggregator uses the first %d of %d patches, and the selector does not order them by score; choose parts 0 for all, or selector nts-net"
                .formatted(K - 1, K));
    classifier.requirePatches(K - 1);
  }

  /** Over proposals of three scales: the blends, and the gradient of the navigator's parameters. */
  @Test
  void sparseIsTheDenseDefinitionForwardAndBackward() {
    NtsTopK selector =
        new NtsTopK(
            options(
                Map.of(
                    "sigmaDecay",
                    false,
                    "gradient",
                    PerturbedGradient.SAMPLED,
                    "baseline",
                    SampleBaseline.NONE)),
            IMAGE);
    assertThat(selector.proposals().size()).isEqualTo(D);
    MapEncoder encoder = (MapEncoder) new FullyConvolutional(List.of(4, 6), 0).create();
    Shape view = new Shape(1, 1, 32, 48);
    encoder.initialize(manager, DataType.FLOAT32, view);
    selector.initialize(
        manager,
        DataType.FLOAT32,
        view,
        new Shape(1, 1, PATCH, PATCH),
        new Shape(1, 6),
        encoder.mapShape(view));
    RandomValues.draw(selector, 2);
    RandomValues.draw(encoder, 3);
    NDArray images = manager.create(Pictures.random(5, 2 * 32 * 48), new Shape(2, 1, 32, 48));
    Views views = new Views(images, new TensorSource(images));
    Pass pass = new Pass(new ParameterStore(manager, false), true, 0.25, encoder, null);
    NDArray direction =
        manager.create(Pictures.random(4, 2 * K * PATCH * PATCH), new Shape(2, K, 1, PATCH, PATCH));

    Selection selection;
    Engine.getInstance().setRandomSeed(3);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      selection = selector.select(views, pass);
      collector.backward(selection.patches().mul(direction).sum());
    }
    double[] sparse = DenseBlends.gradient(selector);
    assertThat(selection.part(Part.WHOLE).orElseThrow().getShape()).isEqualTo(new Shape(2, 6));

    Navigator navigator = (Navigator) selector.getChildren().values().get(0);
    Engine.getInstance().setRandomSeed(3);
    NDArray noise = manager.randomNormal(0f, (float) SIGMA, new Shape(2, N, D), DataType.FLOAT32);
    NDArray all = manager.arange(0f, D, 1f, DataType.INT64);
    NDArray patches =
        selector.proposals().read(views.source(), all.expandDims(0).repeat(0, 2)).patches();
    NDArray mixed;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray scores = ScoreNormalisation.MIN_MAX.apply(navigator.score(views, pass)); // (B,D)
      mixed = DenseBlends.of(scores, noise, SIGMA, K, patches);
      collector.backward(mixed.mul(direction).sum());
    }
    double[] both = DenseBlends.gradient(selector); // gradients add up
    assertThat(Gradients.distance(Pictures.doubles(selection.patches()), Pictures.doubles(mixed)))
        .isLessThan(1e-5);
    DenseBlends.assertDoubled(sparse, both, 1e-3, 1e-3);
  }

  @Test
  void noiseThatDoesNotFitIsAnError() {
    assertThatThrownBy(() -> options(Map.of("samples", 1)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("samples must be at least 2 for baseline leave-one-out");
    assertThat(NtsTopKOptions.DEFAULTS.patches(IMAGE)).isEqualTo(4);
  }
}
