package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.PatchScorer;
import io.ats.core.attention.Differences;
import io.ats.core.attention.Plain;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.testing.Gradients;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against double loops, in float64. */
class CrossAttentionTest {

  private static final int B = 2;
  private static final int K = 5;
  private static final int F = 3;
  private static final int D = 4;

  private final NDManager manager = NDManager.newBaseManager();
  private final Patches patches = Patches.random(1, B, K, F);

  @AfterEach
  void close() {
    manager.close();
  }

  private CrossAttention aggregator(int queries, int heads) {
    CrossAttention aggregator =
        new CrossAttention(new CrossAttentionOptions(queries, heads, D, 2), 1);
    aggregator.initialize(manager, DataType.FLOAT64, new Shape(1, K, F));
    Plain.randomise(aggregator, 3);
    return aggregator;
  }

  private static double[] plain(Plain values, Patches patches, double[] means, int heads) {
    double[][] q = Plain.rows(values.get("queries"), D);
    double[] all = new double[patches.images() * q.length * D];
    for (int b = 0; b < patches.images(); b++) {
      double[][] read = values.attention("attention", q, patches.sorted(b, means)[0], heads);
      double[][] y = values.norm("attention-norm", Plain.sum(q, read));
      double[][] z = values.norm("forward-norm", Plain.sum(y, values.feedForward("forward", y)));
      System.arraycopy(Plain.flat(z), 0, all, b * q.length * D, q.length * D);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "3,2"})
  void isItsDefinitionAndSoAreItsGradients(int queries, int heads) {
    CrossAttention aggregator = aggregator(queries, heads);
    double[] means = patches.means();
    double[] found = patches.aggregate(aggregator, manager);
    assertThat(Gradients.distance(found, plain(Plain.of(aggregator), patches, means, heads)))
        .isLessThan(1e-11);
    assertThat(aggregator.getOutputShapes(new Shape[] {new Shape(B, K, F)}))
        .containsExactly(new Shape(B, queries * D));
    double[] direction = new Random(2).doubles(found.length, -1, 1).toArray();
    NDArray weighting = manager.create(direction, new Shape(B, queries * D));
    Differences.assertParameters(
        aggregator,
        () ->
            patches
                .aggregate(aggregator, patches.features(manager), patches.weights(manager))
                .mul(weighting)
                .sum(),
        values -> Plain.dot(plain(values, patches, means, heads), direction),
        1e-7);
    double[] toWeights =
        Gradients.of(
            w -> patches.aggregate(aggregator, patches.features(manager), w).mul(weighting).sum(),
            patches.weights(manager));
    Plain values = Plain.of(aggregator);
    double[] expected =
        Differences.gradient(
            Plain.flat(patches.weights()),
            w ->
                Plain.dot(
                    plain(values, patches.withWeights(Plain.rows(w, K)), means, heads), direction));
    assertThat(Gradients.distance(toWeights, expected)).isLessThan(1e-7);
  }

  @Test
  void theOrderOfThePatchesDoesNotMatter() {
    CrossAttention aggregator = aggregator(2, 2);
    assertThat(
            Gradients.distance(
                patches.permuted(4, 2, 0, 3, 1).aggregate(aggregator, manager),
                patches.aggregate(aggregator, manager)))
        .isLessThan(1e-12);
  }

  @Test
  void attentionIsTheMeanOverHeadsAndQueriesOfAnyNumberOfPatches() {
    CrossAttention aggregator = aggregator(3, 2);
    for (int count : new int[] {1, 2, 9}) {
      Patches others = Patches.random(6, B, count, F);
      NDArray found =
          aggregator.attention(
              others.features(manager), Optional.empty(), new ParameterStore(manager, false));
      assertThat(found.getShape()).isEqualTo(new Shape(B, count));
      Plain values = Plain.of(aggregator);
      double[][] q = Plain.rows(values.get("queries"), D);
      double[][] expected = new double[B][count];
      for (int b = 0; b < B; b++) {
        double[][][] weights = values.weights("attention", q, others.features()[b], 2);
        for (int h = 0; h < 2; h++) {
          for (int i = 0; i < 3; i++) {
            for (int n = 0; n < count; n++) {
              expected[b][n] += weights[h][i][n] / 6;
            }
          }
        }
      }
      assertThat(Gradients.distance(found.toDoubleArray(), Plain.flat(expected))).isLessThan(1e-12);
    }
  }

  /** {@code Σ_k α_k f_k} with its own attention is what it aggregates to. */
  @Test
  void gatedAttentionTellsTheAttentionThatItUses() {
    GatedAttention gated = new GatedAttention(new GatedAttentionOptions(4));
    gated.initialize(manager, DataType.FLOAT64, new Shape(1, K, F));
    Plain.randomise(gated, 3);
    NDArray features = patches.features(manager);
    NDArray attention =
        gated.attention(features, Optional.empty(), new ParameterStore(manager, false));
    assertThat(attention.getShape()).isEqualTo(new Shape(B, K));
    NDArray sum = attention.expandDims(2).mul(features).sum(new int[] {1});
    NDArray ones = manager.ones(new Shape(B, K), DataType.FLOAT64);
    assertThat(
            Gradients.distance(
                patches.aggregate(gated, features, ones).toDoubleArray(), sum.toDoubleArray()))
        .isLessThan(1e-12);
  }

  /** Its one score, or that of each head, changes its sign with the salience's. */
  @Test
  void attentionTurnsToWhatIsSalient() {
    double[] salience = new Random(6).doubles(B * K).toArray();
    GatedAttention gated = new GatedAttention(new GatedAttentionOptions(4));
    gated.initialize(manager, DataType.FLOAT64, new Shape(1, K, F));
    Plain.randomise(gated, 3);
    assertTurns(gated, "score.weight", salience);
    assertTurns(aggregator(3, 2), "attention.query.weight", salience);
    NDArray attention =
        gated.attention(
            patches.features(manager), Optional.empty(), new ParameterStore(manager, false));
    NDArray contrast = manager.create(salience, new Shape(B, K));
    gated.orient(patches.features(manager), contrast, new ParameterStore(manager, false));
    NDArray turned =
        gated.attention(
            patches.features(manager), Optional.empty(), new ParameterStore(manager, false));
    NDArray centred = contrast.sub(contrast.mean(new int[] {1}, true));
    assertThat(attention.log().mul(centred).sum().getDouble()).isNegative();
    assertThat(turned.log().mul(centred).sum().getDouble()).isPositive();
  }

  /** Leaves the aggregator turned away from what is salient. */
  private <A extends Aggregator & PatchScorer> void assertTurns(
      A aggregator, String parameter, double[] salience) {
    NDArray features = patches.features(manager);
    NDArray contrast = manager.create(salience, new Shape(B, K));
    aggregator.orient(features, contrast, new ParameterStore(manager, false));
    double[] towards = Plain.of(aggregator).get(parameter);
    aggregator.orient(features, contrast, new ParameterStore(manager, false));
    assertThat(Plain.of(aggregator).get(parameter)).isEqualTo(towards);
    aggregator.orient(features, contrast.neg(), new ParameterStore(manager, false));
    assertThat(Plain.of(aggregator).get(parameter))
        .isEqualTo(DoubleStream.of(towards).map(value -> -value).toArray());
  }

  @Test
  void nothingStaysOnTheParametersManager() {
    CrossAttention aggregator = aggregator(2, 2);
    int before = manager.getManagedArrays().size();
    try (NDManager own = manager.newSubManager()) {
      patches.aggregate(aggregator, own);
      aggregator.attention(patches.features(own), Optional.empty(), new ParameterStore(own, false));
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void headsMustShareTheWidth() {
    assertThatThrownBy(() -> new CrossAttentionOptions(1, 3, 128, 4))
        .isInstanceOf(OptionException.class)
        .hasMessage("width = 128 is not a multiple of heads = 3; choose width 129, or other heads");
    assertThat(CrossAttentionOptions.DEFAULTS.create(new Task("any", 2, false)))
        .isInstanceOf(PatchScorer.class);
  }

  @Test
  void thereIsAQueryForEachTaskUnlessTheirNumberIsGiven() {
    Task one = new Task("one", 3, false);
    Task three =
        Task.joint("three", List.of(one, new Task("two", 4, true), new Task("other", 3, false)));
    assertThat(width(CrossAttentionOptions.DEFAULTS, one)).isEqualTo(128);
    assertThat(width(CrossAttentionOptions.DEFAULTS, three)).isEqualTo(3 * 128);
    assertThat(width(new CrossAttentionOptions(5, 2, 8, 2), three)).isEqualTo(5 * 8);
  }

  private static long width(CrossAttentionOptions options, Task task) {
    Shape features = new Shape(2, 7, 16);
    return options.create(task).getOutputShapes(new Shape[] {features})[0].get(1);
  }
}
