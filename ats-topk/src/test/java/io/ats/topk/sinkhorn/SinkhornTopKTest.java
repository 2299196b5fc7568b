package io.ats.topk.sinkhorn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import io.ats.topk.base.ScoreNormalisation;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkhornTopKTest {

  private static final int POSITIONS = 96;
  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 36, 8, 12);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static SinkhornTopKOptions options(
      int patches, double epsilon, int support, SinkhornInference inference) {
    return OptionRecords.with(
        SinkhornTopKOptions.DEFAULTS,
        Map.of(
            "patches",
            patches,
            "patchSize",
            5,
            "epsilon",
            epsilon,
            "tolerance",
            1e-6,
            "support",
            support,
            "inference",
            inference));
  }

  private SinkhornTopK selector(SinkhornTopKOptions options) {
    SinkhornTopK selector = new SinkhornTopK(options, IMAGE);
    selector.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, 12));
    RandomValues.draw(selector, 2);
    return selector;
  }

  private Selection select(SinkhornTopK selector, boolean training) {
    TensorSource source =
        new TensorSource(manager.create(Pictures.random(8, 2 * 24 * 36), new Shape(2, 1, 24, 36)));
    Views views = new Views(source.view(manager, 8, 12), source);
    ParameterStore store = new ParameterStore(manager, false);
    return selector.select(views, new Pass(store, training, 0.5, null, null));
  }

  private Selection select(SinkhornTopKOptions options, boolean training) {
    return select(selector(options), training);
  }

  private NDArray scaled(Selection selection) {
    NDArray logs = selection.part(Part.SCORE_MAP).orElseThrow().reshape(2, POSITIONS).log();
    return ScoreNormalisation.MIN_MAX.apply(logs);
  }

  /** {@code X_k = Σ_d Y_kd·patch_d}, with all patches and the plan of all scores. */
  @Test
  void withAllPositionsTheBlendsAreTheDefinition() {
    SinkhornTopKOptions options = options(4, 0.05, POSITIONS, SinkhornInference.SOFT);
    SinkhornTopK selector = selector(options);
    Selection selection = select(selector, true);
    NDArray y = new Sinkhorn(0.05, 1e-6, 2000, 10).assign(scaled(selection), 4);
    NDArray every = manager.arange(0f, POSITIONS, 1f, DataType.INT64).reshape(1, POSITIONS);
    TensorSource source =
        new TensorSource(manager.create(Pictures.random(8, 2 * 24 * 36), new Shape(2, 1, 24, 36)));
    NDArray patches = selector.proposals().read(source, every.repeat(0, 2)).patches();
    double[] expected = Pictures.doubles(y.matMul(patches.reshape(2, POSITIONS, 25)).flatten());
    Pictures.assertClose(selection.patches().flatten().toFloatArray(), expected, 1e-4);
    Pictures.assertClose(
        selection.weights().flatten().toFloatArray(),
        new double[] {.25, .25, .25, .25, .25, .25, .25, .25},
        1e-7);
  }

  /** In the same order too: a slot of training means the same at inference. */
  @Test
  void hardInferenceIsTheLimitOfTheBlends() {
    Selection soft = select(options(5, 1e-9, 2, SinkhornInference.SOFT), false);
    Selection hard = select(options(5, 1e-9, 2, SinkhornInference.HARD), false);
    Pictures.assertClose(
        soft.patches().flatten().toFloatArray(), Pictures.doubles(hard.patches().flatten()), 1e-5);
    assertThat(soft.regions().toFloatArray()).isEqualTo(hard.regions().toFloatArray());
    assertThat(soft.weights().toFloatArray()).isEqualTo(hard.weights().toFloatArray());
    // Not that of position.
    float[] tops = hard.regions().get(":,:,0").toFloatArray();
    float[] sorted = tops.clone();
    Arrays.sort(sorted, 0, 5);
    Arrays.sort(sorted, 5, 10);
    assertThat(tops).isNotEqualTo(sorted);
  }

  @Test
  void trainingAndSoftInferenceBlendTheSameAndHardInferenceDoesNot() {
    float[] trained =
        select(options(3, 0.05, 8, SinkhornInference.HARD), true).patches().toFloatArray();
    assertThat(select(options(3, 0.05, 8, SinkhornInference.SOFT), false).patches().toFloatArray())
        .isEqualTo(trained);
    assertThat(select(options(3, 0.05, 8, SinkhornInference.HARD), false).patches().toFloatArray())
        .isNotEqualTo(trained);
  }

  @Test
  void withoutARestrictionAllPositionsTakePart() {
    Selection all = select(options(3, 0.05, 0, SinkhornInference.SOFT), false);
    Selection many = select(options(3, 0.05, 1000, SinkhornInference.SOFT), false);
    assertThat(all.part(Part.CELLS).orElseThrow().getShape()).isEqualTo(new Shape(2, POSITIONS));
    assertThat(all.patches().toFloatArray()).isEqualTo(many.patches().toFloatArray());
    assertThat(select(options(3, 0.05, 1, SinkhornInference.SOFT), false).patches().toFloatArray())
        .isNotEqualTo(all.patches().toFloatArray());
  }

  /**
   * {@code ‖Y_k restricted − Y_k‖₁ ≤ 3τ}, {@code τ} the mass that the whole plan gives to the
   * positions left out.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.1, 0.03, 0.01})
  void whatTheRestrictionChangesIsBounded(double epsilon) {
    int count = 4;
    double[] scores = new Random(4).doubles(2 * 60).toArray();
    Sinkhorn sinkhorn = new Sinkhorn(epsilon, 1e-9, 5000, 10);
    double tightest = 0;
    double least = 1;
    for (int image = 0; image < 2; image++) {
      double[] sorted = Arrays.copyOfRange(scores, image * 60, image * 60 + 60);
      Arrays.sort(sorted);
      double[] whole = assign(sinkhorn, sorted, count);
      for (int support : new int[] {4, 6, 12, 30}) {
        double[] part = assign(sinkhorn, Arrays.copyOfRange(sorted, 60 - support, 60), count);
        double left = 0;
        for (int i = 0; i < whole.length; i++) {
          left += i % 60 < 60 - support ? whole[i] : 0;
        }
        for (int k = 0; k < count; k++) {
          double change = 0;
          for (int d = 0; d < 60; d++) {
            int at = d - (60 - support);
            change += Math.abs(whole[k * 60 + d] - (at < 0 ? 0 : part[k * support + at]));
          }
          assertThat(change).isLessThanOrEqualTo(3 * left + 1e-6);
          tightest = Math.max(tightest, change / Math.max(left, 1e-6));
        }
        least = Math.min(least, left);
      }
    }
    assertThat(tightest).as("the bound is no idle one").isGreaterThan(0.3);
    assertThat(least).as("little is left out").isLessThan(0.5 * count);
  }

  private double[] assign(Sinkhorn sinkhorn, double[] scores, int count) {
    return sinkhorn
        .assign(manager.create(scores, new Shape(1, scores.length)), count)
        .toDoubleArray();
  }

  @Test
  void theGradientReachesTheScorerThroughThePatches() {
    SinkhornTopK selector = selector(options(3, 0.05, 8, SinkhornInference.SOFT));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(select(selector, true).patches().square().sum());
    }
    for (Parameter parameter : selector.getParameters().values()) {
      double[] gradient = Pictures.doubles(parameter.getArray().getGradient());
      double[] none = new double[gradient.length];
      assertThat(Gradients.distance(gradient, none)).isGreaterThan(1e-4);
    }
  }

  @Test
  void allPositionsCanBeSelected() {
    Selection selection = select(options(POSITIONS, 0.05, 1, SinkhornInference.SOFT), true);
    assertThat(selection.patches().toFloatArray()).doesNotContain(Float.NaN);
  }
}
