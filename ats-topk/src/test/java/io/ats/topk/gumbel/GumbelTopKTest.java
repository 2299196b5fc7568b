package io.ats.topk.gumbel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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
import io.ats.topk.base.TopKPositions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GumbelTopKTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 36, 8, 12);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private Selection select(
      WeightValue value, GumbelInference inference, boolean training, int seed) {
    GumbelTopKOptions options =
        OptionRecords.with(
            GumbelTopKOptions.DEFAULTS,
            Map.of(
                "patches",
                3,
                "patchSize",
                5,
                "temperature",
                0.5,
                "value",
                value,
                "inference",
                inference));
    GumbelTopK selector = new GumbelTopK(options, IMAGE);
    selector.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, 12));
    RandomValues.draw(selector, 2);
    TensorSource source =
        new TensorSource(manager.create(Pictures.random(8, 2 * 24 * 36), new Shape(2, 1, 24, 36)));
    Views views = new Views(source.view(manager, 8, 12), source);
    Engine.getInstance().setRandomSeed(seed);
    ParameterStore store = new ParameterStore(manager, false);
    return selector.select(views, new Pass(store, training, 0.5, null, null));
  }

  private double[] regions(GumbelInference inference, boolean training, int seed) {
    return Pictures.doubles(select(WeightValue.SOFT, inference, training, seed).regions());
  }

  @Test
  void trainingDrawsAndInferenceOnlyIfAsked() {
    assertThat(regions(GumbelInference.DETERMINISTIC, true, 1))
        .isNotEqualTo(regions(GumbelInference.DETERMINISTIC, true, 2));
    assertThat(regions(GumbelInference.SAMPLED, false, 1))
        .isNotEqualTo(regions(GumbelInference.SAMPLED, false, 2))
        .isEqualTo(regions(GumbelInference.SAMPLED, true, 1));
    assertThat(regions(GumbelInference.DETERMINISTIC, false, 1))
        .isEqualTo(regions(GumbelInference.DETERMINISTIC, false, 2));
  }

  @Test
  void straightThroughWeightsAreEqualAndSoftOnesTheMarginals() {
    NDArray straight =
        select(WeightValue.STRAIGHT_THROUGH, GumbelInference.DETERMINISTIC, true, 1).weights();
    double third = 1 / 3.0;
    Pictures.assertClose(
        straight.flatten().toFloatArray(),
        new double[] {third, third, third, third, third, third},
        1e-6);
    Selection soft = select(WeightValue.SOFT, GumbelInference.DETERMINISTIC, false, 1);
    NDArray logs = soft.part(Part.SCORE_MAP).orElseThrow().reshape(2, 96).log();
    double[] expected =
        Pictures.doubles(
            RelaxedSubset.marginals(logs, 3, 0.5).gather(TopKPositions.of(logs, 3), 1));
    double[] weights = Pictures.doubles(soft.weights());
    assertThat(Gradients.distance(Arrays.stream(weights).map(w -> 3 * w).toArray(), expected))
        .isLessThan(1e-5);
  }

  @Test
  void bothValuesHaveTheSameGradient() {
    NDArray marginals = manager.create(new double[] {0.2, 0.7}, new Shape(1, 2));
    for (WeightValue value : WeightValue.values()) {
      assertThat(Gradients.of(m -> value.of(m).sum(), marginals)).containsExactly(1, 1);
    }
    assertThat(WeightValue.STRAIGHT_THROUGH.of(marginals).toDoubleArray()).containsExactly(1, 1);
    assertThat(WeightValue.SOFT.of(marginals).toDoubleArray()).containsExactly(0.2, 0.7);
  }
}
