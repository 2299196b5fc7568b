package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.PatchScorer;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.aggregators.TransformerOptions.Positions;
import io.ats.core.aggregators.TransformerOptions.Readout;
import io.ats.core.attention.Plain;
import io.ats.core.attention.TransformerLayer.Norm;
import io.ats.core.data.Task;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.OptionRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Patches present among absent ones give what they give alone. */
class AbsentPatchesTest {

  private static final int B = 2;
  private static final int K = 4;
  private static final int F = 3;

  /** Where the patches stand among others that are absent. */
  private static final int[] PLACES = {0, 2, 3, 6};

  private static final int ALL = 7;

  private final NDManager manager = NDManager.newBaseManager();
  private final Patches patches = Patches.random(1, B, K, F);

  @AfterEach
  void close() {
    manager.close();
  }

  /** Decisions that are fused have no gradient: their losses are weighted patch by patch. */
  private static Stream<AggregatorSpec> differentiable() {
    return aggregators().filter(spec -> !(spec instanceof DecisionFusionOptions));
  }

  private static Stream<AggregatorSpec> aggregators() {
    List<AggregatorSpec> specs =
        new ArrayList<>(
            List.of(
                new Mean(),
                new Max(),
                new GatedAttentionOptions(3),
                new CrossAttentionOptions(2, 2, 4, 2),
                SummedLogitsOptions.DEFAULTS,
                NormalisedLogitsOptions.DEFAULTS,
                DecisionFusionOptions.DEFAULTS));
    for (Positions positions : Positions.values()) {
      for (Readout readout : Readout.values()) {
        Norm norm = readout == Readout.SUM ? Norm.AFTER : Norm.BEFORE;
        Map<String, ?> values =
            Map.of(
                "width",
                4,
                "heads",
                2,
                "layers",
                2,
                "dropout",
                0.0,
                "positions",
                positions,
                "readout",
                readout,
                "norm",
                norm);
        specs.add(OptionRecords.with(TransformerOptions.DEFAULTS, values));
      }
    }
    return specs.stream();
  }

  private Aggregator make(AggregatorSpec spec, int count) {
    Aggregator aggregator = spec.create(new Task("any", 2, false));
    Shape features = new Shape(1, count, F);
    if (aggregator.needsCells()) {
      aggregator.initialize(manager, DataType.FLOAT64, features, new Shape(Patches.CELLS));
    } else {
      aggregator.initialize(manager, DataType.FLOAT64, features);
    }
    Plain.randomise(aggregator, 3);
    return aggregator;
  }

  /** Returns the aggregator for all patches, the same values as the one for the present. */
  private Aggregator larger(AggregatorSpec spec, Aggregator small) {
    Aggregator large = make(spec, ALL);
    for (int i = 0; i < small.getParameters().size(); i++) {
      NDArray from = small.getParameters().valueAt(i).getArray();
      NDArray to = large.getParameters().valueAt(i).getArray();
      if (from.getShape().equals(to.getShape())) {
        from.copyTo(to);
      } else { // the first places' vectors
        to.set(new NDIndex(":,:" + K), from);
      }
    }
    return large;
  }

  private record Case(NDArray features, Selection selection) {}

  /** Returns the patches among absent ones of random features and places, and weight 0. */
  private Case among(Patches given) {
    Patches others = Patches.random(8, B, ALL, F);
    float[] present = new float[B * ALL];
    for (int b = 0; b < B; b++) {
      others.weights()[b] = new double[ALL];
      for (int k = 0; k < K; k++) {
        int at = PLACES[k];
        others.features()[b][at] = given.features()[b][k];
        others.weights()[b][at] = given.weights()[b][k];
        others.regions()[b][at] = given.regions()[b][k];
        others.cells()[b][at] = given.cells()[b][k];
        present[b * ALL + at] = 1;
      }
    }
    NDArray features = others.features(manager);
    NDArray weights = others.weights(manager);
    NDArray there = manager.create(present, new Shape(B, ALL));
    return new Case(features, others.selection(weights).with(Part.PRESENT, there));
  }

  @ParameterizedTest
  @MethodSource("aggregators")
  void absentPatchesDoNothing(AggregatorSpec spec) {
    Aggregator small = make(spec, K);
    Case all = among(patches);
    Aggregator large = larger(spec, small);
    double[] expected = patches.aggregate(small, manager);
    double[] found = Patches.aggregate(large, all.features(), all.selection()).toDoubleArray();
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
    // Not so if they count as there.
    Selection there = withAll(all.selection());
    double[] other = Patches.aggregate(large, all.features(), there).toDoubleArray();
    boolean linear =
        spec instanceof Mean
            || spec instanceof SummedLogitsOptions
            || spec instanceof NormalisedLogitsOptions;
    assertThat(Gradients.distance(other, expected) > 1e-3).isNotEqualTo(linear);
  }

  private static Selection withAll(Selection selection) {
    return Selection.of(selection.patches(), selection.weights(), selection.regions())
        .with(Part.CELLS, selection.part(Part.CELLS).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void noGradientReachesThem(AggregatorSpec spec) {
    Aggregator large = make(spec, ALL);
    Case all = among(patches);
    double[] gradient =
        Gradients.of(
            features ->
                large.aggregate(features, all.selection(), Patches.pass(manager)).square().sum(),
            all.features());
    double[] present =
        all.selection()
            .part(Part.PRESENT)
            .orElseThrow()
            .toType(DataType.FLOAT64, true)
            .toDoubleArray();
    for (int i = 0; i < gradient.length; i++) {
      assertThat(Double.isFinite(gradient[i])).isTrue();
      assertThat(present[i / F] == 1 || gradient[i] == 0).as("absent %d", i).isTrue();
    }
    assertThat(Arrays.stream(gradient).map(Math::abs).max().getAsDouble()).isGreaterThan(1e-3);
  }

  @Test
  void attentionToThemIsZero() {
    for (AggregatorSpec spec :
        List.of(new GatedAttentionOptions(3), new CrossAttentionOptions(2, 2, 4, 2))) {
      Aggregator aggregator = make(spec, K);
      PatchScorer scorer = (PatchScorer) aggregator;
      ParameterStore store = new ParameterStore(manager, false);
      Case all = among(patches);
      double[] alone =
          scorer.attention(patches.features(manager), Optional.empty(), store).toDoubleArray();
      double[] found =
          scorer
              .attention(all.features(), all.selection().part(Part.PRESENT), store)
              .toDoubleArray();
      double[] expected = new double[B * ALL];
      IntStream.range(0, B * K).forEach(i -> expected[i / K * ALL + PLACES[i % K]] = alone[i]);
      assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i] == 0).isEqualTo(expected[i] == 0);
      }
    }
  }

  /** Zeros, after the present ones by position; where they stand, as selected. */
  @Test
  void concatHasZerosForThem() {
    Case all = among(patches);
    double[] present =
        patches.aggregate(make(new ConcatOptions(0, ConcatOptions.Order.POSITION), K), manager);
    double[] found = concat(ConcatOptions.Order.POSITION, all);
    double[] expected = new double[B * ALL * F];
    for (int b = 0; b < B; b++) {
      System.arraycopy(present, b * K * F, expected, b * ALL * F, K * F);
    }
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
    double[] selected =
        patches.aggregate(make(new ConcatOptions(0, ConcatOptions.Order.SELECTION), K), manager);
    Arrays.fill(expected, 0);
    for (int i = 0; i < B * K; i++) {
      System.arraycopy(selected, i * F, expected, (i / K * ALL + PLACES[i % K]) * F, F);
    }
    assertThat(Gradients.distance(concat(ConcatOptions.Order.SELECTION, all), expected))
        .isLessThan(1e-12);
  }

  private double[] concat(ConcatOptions.Order order, Case all) {
    return make(new ConcatOptions(0, order), ALL)
        .aggregate(all.features(), all.selection(), Patches.pass(manager))
        .toDoubleArray();
  }
}
