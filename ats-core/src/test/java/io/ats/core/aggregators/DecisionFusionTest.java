package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Aggregator;
import io.ats.core.PatchHead;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.aggregators.DecisionFusionOptions.Rule;
import io.ats.core.attention.Differences;
import io.ats.core.attention.Plain;
import io.ats.core.data.Task;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.options.OptionException;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionFusionTest {

  private static final int B = 6;
  private static final int K = 5;
  private static final int F = 3;
  private static final int CLASSES = 4;
  private static final Task TASK = new Task("any", CLASSES, false);
  private static final long[] LABELS = {0, 1, 2, 3, 1, 2};

  private final NDManager manager = NDManager.newBaseManager();
  private final Patches patches = Patches.random(4, B, K, F);

  @AfterEach
  void close() {
    manager.close();
  }

  private Aggregator make(Rule rule) {
    Aggregator made = new DecisionFusionOptions(rule).create(TASK);
    made.initialize(manager, DataType.FLOAT64, new Shape(1, K, F));
    Plain.randomise(made, 3);
    return made;
  }

  private static double[] softmax(double[] logits) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Arrays.stream(logits).map(l -> Math.exp(l) / sum).toArray();
  }

  private static int largest(double[] values) {
    return IntStream.range(0, values.length)
        .reduce((a, b) -> values[b] > values[a] ? b : a)
        .orElseThrow();
  }

  /** Returns the probabilities of the classes after the slides' rules, in loops. */
  private static double[] definition(Rule rule, double[][] logits) {
    double[] fused = new double[CLASSES];
    Arrays.fill(fused, rule == Rule.BAYESIAN_AVERAGE ? 0 : 1);
    for (double[] own : logits) {
      double[] p = softmax(own);
      for (int c = 0; c < CLASSES; c++) {
        int vote = c == largest(p) ? 1 : 0;
        fused[c] +=
            switch (rule) {
              case VOTE -> vote;
              case BAYESIAN_AVERAGE -> p[c];
              case WEIGHTED_VOTE -> vote * p[c];
            };
      }
    }
    double sum = Arrays.stream(fused).sum();
    return Arrays.stream(fused).map(each -> each / sum).toArray();
  }

  @ParameterizedTest
  @EnumSource
  void theDecisionsAreFusedByTheRule(Rule rule) {
    Aggregator made = make(rule);
    NDArray judged = judged(made, patches.features(manager));
    NDArray found = fused(made, judged, patches.selection(patches.weights(manager)));
    assertThat(found.getShape()).isEqualTo(new Shape(B, CLASSES));
    assertThat(made.getOutputShapes(new Shape[] {new Shape(B, K, F)}))
        .containsExactly(new Shape(B, CLASSES));
    Plain layers = Plain.of(made);
    for (int b = 0; b < B; b++) {
      double[][] logits = layers.linear("classifier", patches.features()[b]);
      double[] expected = definition(rule, logits);
      double[] p = Arrays.stream(found.get(b).toDoubleArray()).map(Math::exp).toArray();
      for (int c = 0; c < CLASSES; c++) {
        assertThat(p[c]).isCloseTo(expected[c], within(1e-10));
      }
    }
  }

  /** Three patches are a little for class 0, two very much for class 1. */
  @Test
  void theRulesDecideDifferently() {
    double[] little = {0.1, 0, -9, -9};
    double[] much = {0, 8, -9, -9};
    double[][] split = {little, much, little, much, little};
    assertThat(decision(Rule.VOTE, split)).isZero();
    assertThat(decision(Rule.BAYESIAN_AVERAGE, split)).isEqualTo(1);
    assertThat(decision(Rule.WEIGHTED_VOTE, split)).isEqualTo(1);
    // The mean counts what a patch says of the classes that it does not vote for.
    double[] near = {1, 0.9, -9, -9};
    double[] other = {-9, 0.5, 0, -9};
    double[][] shared = {near, near, other};
    assertThat(decision(Rule.WEIGHTED_VOTE, shared)).isZero();
    assertThat(decision(Rule.BAYESIAN_AVERAGE, shared)).isEqualTo(1);
    // A tie.
    assertThat(decision(Rule.VOTE, new double[][] {much, little, much, little})).isZero();
  }

  private int decision(Rule rule, double[][] logits) {
    return largest(fused(rule, logits).toDoubleArray());
  }

  private NDArray fused(Rule rule, double[][] logits) {
    Shape shape = new Shape(1, logits.length, CLASSES);
    Patches any = Patches.random(1, 1, logits.length, F);
    return fused(
        make(rule), manager.create(Plain.flat(logits), shape), any.selection(any.weights(manager)));
  }

  private NDArray fused(Aggregator made, NDArray logits, Selection selection) {
    Selection judged = selection.with(Part.PATCH_LOGITS, logits);
    return made.aggregate(patches.features(manager), judged, Patches.pass(manager));
  }

  private NDArray judged(Aggregator made, NDArray features) {
    return made.patchHead().orElseThrow().logits(features, Patches.pass(manager));
  }

  /** Sure patches: no probability is 0, whose logarithm would be no number. */
  @ParameterizedTest
  @EnumSource
  void sureDecisionsAreFinite(Rule rule) {
    double[] sure = {400, -400, 0, 0};
    for (double logit : fused(rule, new double[][] {sure, sure}).toDoubleArray()) {
      assertThat(logit).isFinite();
    }
  }

  @ParameterizedTest
  @EnumSource
  void absentPatchesDecideNothing(Rule rule) {
    double[][] there = {{1, 0, -1, 0.5}, {0, 0.3, 0, 2}, {0.2, 0.1, 0, 1}};
    double[][] among = {there[0], {50, 0, 0, 0}, there[1], there[2], {30, 0, 0, 0}};
    NDArray present = manager.create(new double[] {1, 0, 1, 1, 0}, new Shape(1, 5));
    Patches any = Patches.random(1, 1, 5, F);
    Selection selection = any.selection(any.weights(manager)).with(Part.PRESENT, present);
    NDArray found =
        fused(make(rule), manager.create(Plain.flat(among), new Shape(1, 5, CLASSES)), selection);
    assertThat(Gradients.distance(found.toDoubleArray(), fused(rule, there).toDoubleArray()))
        .isLessThan(1e-10);
  }

  private NDArray loss(Aggregator made, NDArray weights) {
    NDArray logits = judged(made, patches.features(manager));
    Selection selection = patches.selection(weights);
    Prediction prediction =
        new Prediction(
            fused(made, logits, selection),
            selection,
            patches.features(manager),
            Optional.of(new PatchHead.Judged(logits, PatchHead.Loss.INSTEAD)),
            Optional.empty());
    return new Objective(TASK, ObjectiveOptions.DEFAULTS).loss(prediction, manager.create(LABELS));
  }

  /** The mean over images of {@code Σ_k w_k ℓ_k / Σ_k w_k}. */
  private double loss(Plain layers, double[][] weights) {
    double total = 0;
    for (int b = 0; b < B; b++) {
      double[][] logits = layers.linear("classifier", patches.features()[b]);
      double sum = Arrays.stream(weights[b]).sum();
      for (int k = 0; k < K; k++) {
        total -= weights[b][k] / sum * Math.log(softmax(logits[k])[(int) LABELS[b]]) / B;
      }
    }
    return total;
  }

  @ParameterizedTest
  @EnumSource
  void eachPatchIsTrainedByItself(Rule rule) {
    Aggregator made = make(rule);
    assertThat(loss(made, patches.weights(manager)).getDouble())
        .isCloseTo(loss(Plain.of(made), patches.weights()), within(1e-10));
    Differences.assertParameters(
        made,
        () -> loss(made, patches.weights(manager)),
        plain -> loss(plain, patches.weights()),
        1e-6);
  }

  /** With equal weights, of any size, the loss is the mean of the patches' cross-entropies. */
  @Test
  void weightsOfAnySizeGiveTheSameLoss() {
    Aggregator made = make(Rule.VOTE);
    double[][] equal = new double[B][K];
    Arrays.stream(equal).forEach(row -> Arrays.fill(row, 1));
    double mean = loss(Plain.of(made), equal);
    for (double size : List.of(1.0, 0.2, 7.0)) {
      NDArray weights = manager.full(new Shape(B, K), (float) size, DataType.FLOAT64);
      assertThat(loss(made, weights).getDouble()).isCloseTo(mean, within(1e-7));
    }
  }

  @Test
  void aSelectorLearnsFromThePatchesLosses() {
    Aggregator made = make(Rule.VOTE);
    double[] found = Gradients.of(w -> loss(made, w), patches.weights(manager));
    Plain layers = Plain.of(made);
    for (int b = 0; b < B; b++) {
      double[][] logits = layers.linear("classifier", patches.features()[b]);
      double sum = Arrays.stream(patches.weights()[b]).sum();
      for (int k = 0; k < K; k++) {
        double own = -Math.log(softmax(logits[k])[(int) LABELS[b]]);
        assertThat(found[b * K + k]).isCloseTo(own / sum / B, within(1e-8));
      }
    }
  }

  @Test
  void anImageHasOneClass() {
    assertThatThrownBy(() -> DecisionFusionOptions.DEFAULTS.create(new Task("tags", 3, true)))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "aggregator decision-fusion needs a task with one class an image, which tags is not; choose mean");
    Task joint = Task.joint("both", List.of(new Task("a", 2, false), new Task("b", 2, false)));
    assertThatThrownBy(() -> DecisionFusionOptions.DEFAULTS.create(joint))
        .hasMessageContaining("which both is not");
  }
}
