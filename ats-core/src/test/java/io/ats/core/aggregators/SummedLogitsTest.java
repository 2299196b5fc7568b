package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Aggregator;
import io.ats.core.attention.Differences;
import io.ats.core.attention.Plain;
import io.ats.core.data.Task;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummedLogitsTest {

  private static final int B = 3;
  private static final int K = 4;
  private static final int F = 3;
  private static final int CLASSES = 5;

  private final NDManager manager = NDManager.newBaseManager();
  private final Patches patches = Patches.random(1, B, K, F);

  @AfterEach
  void close() {
    manager.close();
  }

  private static List<Integer> widths(int layers, int width) {
    return Collections.nCopies(layers, width);
  }

  private Aggregator make(int before, int after, boolean batchNorm) {
    return make(before, 0, after, batchNorm);
  }

  private Aggregator make(int before, int sums, int after, boolean batchNorm) {
    Aggregator made =
        new SummedLogitsOptions(widths(before, 6), sums, widths(after, 7), batchNorm)
            .create(new Task("any", CLASSES, false));
    made.initialize(manager, batchNorm ? DataType.FLOAT32 : DataType.FLOAT64, new Shape(1, K, F));
    if (!batchNorm) {
      Plain.randomise(made, 3);
    }
    return made;
  }

  /** {@code ρ(Σ_k w_k l(f_k))} in loops: the logits of each patch before the sum, never after. */
  private double[] definition(Plain layers, int before, int width, int after) {
    int values = width == 0 ? CLASSES : width;
    double[][] sums = new double[B][values];
    for (int b = 0; b < B; b++) {
      double[][] logits = hidden(layers, "logits", 0, before, patches.features()[b]);
      logits = layers.linear("logits." + before, logits);
      for (int k = 0; k < K; k++) {
        for (int c = 0; c < values; c++) {
          sums[b][c] += patches.weights()[b][k] * logits[k][c];
        }
      }
    }
    if (width > 0) {
      rectify(sums);
    }
    return Plain.flat(hidden(layers, "dense", width > 0 ? 1 : 0, after, sums));
  }

  private static double[][] hidden(
      Plain layers, String path, int first, int count, double[][] rows) {
    double[][] at = rows;
    for (int i = first; i < first + count; i++) {
      at = layers.linear(path + "." + i + ".0", at);
      rectify(at);
    }
    return at;
  }

  private static void rectify(double[][] rows) {
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.max(0, row[j]);
      }
    }
  }

  @ParameterizedTest(name = "{0} hidden layers before, {1} sums, {2} after")
  @CsvSource({"0,0,0", "0,0,1", "0,0,2", "1,0,0", "2,0,1", "0,5,0", "1,5,1"})
  void isItsDefinition(int before, int sums, int after) {
    Aggregator made = make(before, sums, after, false);
    NDArray found = patches.aggregate(made, patches.features(manager), patches.weights(manager));
    Shape shape = new Shape(B, after > 0 ? 7 : sums > 0 ? sums : CLASSES);
    assertThat(found.getShape()).isEqualTo(shape);
    assertThat(made.getOutputShapes(new Shape[] {new Shape(B, K, F)})).containsExactly(shape);
    assertThat(
            Gradients.distance(
                found.toDoubleArray(), definition(Plain.of(made), before, sums, after)))
        .isLessThan(1e-10);
    Differences.assertParameters(
        made,
        () -> patches.aggregate(made, patches.features(manager), patches.weights(manager)).sum(),
        plain -> Arrays.stream(definition(plain, before, sums, after)).sum(),
        1e-6);
  }

  @Test
  void aGradientReachesTheWeights() {
    Aggregator made = make(1, 0, false);
    double[] found =
        Gradients.of(
            w -> patches.aggregate(made, patches.features(manager), w).sum(),
            patches.weights(manager));
    double[] expected =
        Differences.gradient(
            Plain.flat(patches.weights()),
            w ->
                patches
                    .aggregate(made, patches.features(manager), manager.create(w, new Shape(B, K)))
                    .sum()
                    .getDouble());
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-6);
    assertThat(Gradients.distance(found, new double[B * K])).isGreaterThan(0.1);
  }

  /** Before the sum over all patches of the batch; the sum itself over its images. */
  @Test
  void hiddenLayersAreNormalisedIfAsked() {
    Aggregator made = make(1, 2, true);
    assertThat(made.getParameters().keys().stream().filter(name -> name.contains("runningMean")))
        .hasSize(3);
    assertThat(make(1, 2, false).getParameters().keys())
        .noneMatch(name -> name.contains("runningMean"));
    NDArray found =
        patches.aggregate(
            made,
            patches.features(manager).toType(DataType.FLOAT32, false),
            patches.weights(manager).toType(DataType.FLOAT32, false));
    for (float mean : found.mean(new int[] {0}).toFloatArray()) {
      assertThat(mean).as("mean of ReLUs of values of mean 0").isGreaterThan(0.1f);
    }
  }
}
