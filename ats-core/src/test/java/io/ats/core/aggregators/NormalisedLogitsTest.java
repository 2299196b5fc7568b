package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.Prediction;
import io.ats.core.Views;
import io.ats.core.attention.Differences;
import io.ats.core.attention.Plain;
import io.ats.core.data.Task;
import io.ats.core.encoders.LymphomaNet;
import io.ats.core.options.OptionException;
import io.ats.core.selectors.ReinforceOptions;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.RandomValues;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisedLogitsTest {

  private static final int B = 3;
  private static final int K = 4;
  private static final int F = 3;
  private static final int CLASSES = 5;
  private static final double T = 3;

  private final NDManager manager = NDManager.newBaseManager();
  private final Patches patches = Patches.random(1, B, K, F);

  @AfterEach
  void close() {
    manager.close();
  }

  private Aggregator make() {
    Aggregator made = NormalisedLogitsOptions.DEFAULTS.create(new Task("any", CLASSES, false));
    made.initialize(manager, DataType.FLOAT64, new Shape(1, K, F));
    Plain.randomise(made, 3);
    return made;
  }

  /** The best unit vector gives the bound that the documentation states. */
  @ParameterizedTest
  @CsvSource({"3,0.952", "10,0.724", "200,0.092"})
  void noProbabilityExceedsTheBound(int classes, double stated) {
    Task task = new Task("any", classes, false);
    Aggregator made = NormalisedLogitsOptions.DEFAULTS.create(task);
    made.initialize(manager, DataType.FLOAT64, new Shape(1, K, F));
    Patches even = patches.withWeights(new double[][] {{1, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
    double best = 0;
    for (double others = -2.0 / classes; others <= 0; others += 0.1 / classes) {
      double[] bias = new double[classes];
      Arrays.fill(bias, others);
      bias[0] = 1;
      made.getParameters().valueAt(0).getArray().set(new double[classes * F]);
      made.getParameters().valueAt(1).getArray().set(bias);
      NDArray logits = even.aggregate(made, even.features(manager), even.weights(manager));
      best = Math.max(best, logits.softmax(1).max().getDouble());
    }
    double bound = 1 / (1 + (classes - 1) * Math.exp(-T * Math.sqrt(classes / (classes - 1.0))));
    assertThat(bound).isCloseTo(stated, within(5e-4));
    assertThat(best).isLessThanOrEqualTo(bound + 1e-12).isCloseTo(bound, within(1e-3));
  }

  @Test
  void jointTasksAreRefused() {
    Task joint = Task.joint("both", List.of(new Task("a", 2, false), new Task("b", 2, false)));
    assertThatThrownBy(() -> NormalisedLogitsOptions.DEFAULTS.create(joint))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "aggregator normalised-logits needs a task that is not joint, which both is; choose mean");
  }

  /** {@code T · Σ_k w_k l_k / ‖l_k‖} in loops. */
  private static double[] definition(double[][] logits, double[] weights) {
    double[] sum = new double[logits[0].length];
    for (int k = 0; k < logits.length; k++) {
      double length = Math.sqrt(Arrays.stream(logits[k]).map(l -> l * l).sum());
      for (int c = 0; c < sum.length; c++) {
        sum[c] += T * weights[k] * logits[k][c] / length;
      }
    }
    return sum;
  }

  private double[] definition(Plain layers) {
    double[][] all = new double[B][];
    for (int b = 0; b < B; b++) {
      all[b] = definition(layers.linear("logits", patches.features()[b]), patches.weights()[b]);
    }
    return Plain.flat(all);
  }

  @Test
  void isItsDefinition() {
    Aggregator made = make();
    NDArray found = patches.aggregate(made, patches.features(manager), patches.weights(manager));
    assertThat(found.getShape()).isEqualTo(new Shape(B, CLASSES));
    assertThat(made.getOutputShapes(new Shape[] {new Shape(B, K, F)}))
        .containsExactly(new Shape(B, CLASSES));
    assertThat(Gradients.distance(found.toDoubleArray(), definition(Plain.of(made))))
        .isLessThan(1e-10);
    Differences.assertParameters(
        made,
        () ->
            patches
                .aggregate(made, patches.features(manager), patches.weights(manager))
                .square()
                .sum(),
        plain -> Arrays.stream(definition(plain)).map(each -> each * each).sum(),
        1e-6);
  }

  @Test
  void aGradientReachesTheWeights() {
    Aggregator made = make();
    double[] found =
        Gradients.of(
            w -> patches.aggregate(made, patches.features(manager), w).square().sum(),
            patches.weights(manager));
    double[] expected =
        Differences.gradient(
            Plain.flat(patches.weights()),
            w ->
                patches
                    .aggregate(made, patches.features(manager), manager.create(w, new Shape(B, K)))
                    .square()
                    .sum()
                    .getDouble());
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-6);
    assertThat(Gradients.distance(found, new double[B * K])).isGreaterThan(0.1);
  }

  @Test
  void theTemperatureIsPositive() {
    assertThatThrownBy(() -> new NormalisedLogitsOptions(0)).isInstanceOf(OptionException.class);
  }

  /**
   * The four-stage model whole: attention, sampling, feature network, classification network; what
   * its prediction must be of the patches and weights that it drew.
   */
  @Test
  void theFourStageModelIsItsDefinition() {
    ImageSpec image = new ImageSpec(1, 100, 120, 20, 24);
    ReinforceOptions selector = ReinforceOptions.DEFAULTS;
    LymphomaNet encoder = LymphomaNet.DEFAULTS;
    PatchClassifier model =
        new PatchClassifier(
            selector.create(image),
            encoder.create(),
            NormalisedLogitsOptions.DEFAULTS.create(new Task("lymphoma", 3, false)),
            3);
    int[] side = selector.patchSize(image);
    model.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, 1, 20, 24),
        new Shape(1, selector.patches(image), 1, side[0], side[1]));
    RandomValues.draw(model, 5);
    NDArray full = manager.create(Pictures.random(2, 2 * 100 * 120), new Shape(2, 1, 100, 120));
    NDArray low = manager.create(Pictures.random(3, 2 * 20 * 24), new Shape(2, 1, 20, 24));
    ParameterStore store = new ParameterStore(manager, false);
    Prediction found = model.predict(new Views(low, new TensorSource(full)), store, false, 1);
    assertThat(found.logits().getShape()).isEqualTo(new Shape(2, 3));
    assertThat(model.getChildren().keys()).noneMatch(name -> name.endsWith("head"));

    int count = found.selection().count();
    Block dense = model.getChildren().values().get(2).getChildren().values().get(0);
    double[] weight = Pictures.doubles(dense.getParameters().get("weight").getArray());
    double[] bias = Pictures.doubles(dense.getParameters().get("bias").getArray());
    double[] weights = Pictures.doubles(found.selection().weights());
    for (int b = 0; b < 2; b++) {
      double[] own = Arrays.copyOfRange(weights, b * count, (b + 1) * count);
      assertThat(Arrays.stream(own).sum()).isCloseTo(1, within(1e-5));
      // The feature network by itself, which EncodersTest compares with loops.
      NDArray cut = found.selection().patches().get(b); // (K,1,h,w)
      double[] maxima =
          Pictures.doubles(
              model.encoder().forward(store, new NDList(cut), false).singletonOrThrow());
      double[][] logits = new double[count][3];
      for (int k = 0; k < count; k++) {
        for (int c = 0; c < 3; c++) {
          logits[k][c] = bias[c];
          for (int f = 0; f < 16; f++) {
            logits[k][c] += weight[16 * c + f] * maxima[16 * k + f];
          }
        }
      }
      double[] expected = softmax(definition(logits, own));
      double[] probabilities = softmax(Pictures.doubles(found.logits().get(b)));
      for (int c = 0; c < 3; c++) {
        assertThat(probabilities[c]).isCloseTo(expected[c], within(1e-5));
      }
    }
  }

  private static double[] softmax(double[] logits) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Arrays.stream(logits).map(l -> Math.exp(l) / sum).toArray();
  }
}
