package io.ats.topk.hard;

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
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Enumeration;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import io.ats.topk.base.TopKPositions;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HardTopKTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 36, 8, 12);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static HardTopKOptions options(SelectionGradient gradient, double entropy) {
    return OptionRecords.with(
        HardTopKOptions.DEFAULTS,
        Map.of("patches", 3, "patchSize", 5, "gradient", gradient, "entropy", entropy));
  }

  @ParameterizedTest
  @EnumSource
  void weightsAreEqualAndOfTheAttentionsType(SelectionGradient gradient) {
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      NDArray chosen =
          manager.create(new double[] {0.1, 0.7, 0, 1}, new Shape(1, 4)).toType(type, false);
      NDArray weights = gradient.weights(chosen);
      assertThat(weights.getDataType()).isEqualTo(type);
      assertThat(Pictures.doubles(weights)).containsExactly(0.25, 0.25, 0.25, 0.25);
    }
  }

  /**
   * {@code ∂/∂s_j Σ_k g_k a_{q_k} = a_j (g_j − Σ_k g_k a_{q_k})}, {@code g_j} 0 where not chosen.
   */
  @Test
  void straightThroughIsTheGradientOfTheSoftmaxAtTheChosen() {
    double[] scores = {0.3, 1.2, -0.4, 0.9, 0};
    double[] at = {0, 0.8, 0, -1.7, 0}; // g, by position
    double[] attention = Enumeration.softmax(scores);
    double mean = IntStream.range(0, 5).mapToDouble(i -> at[i] * attention[i]).sum();
    double[] expected =
        IntStream.range(0, 5).mapToDouble(i -> attention[i] * (at[i] - mean)).toArray();
    NDArray g = manager.create(new double[] {0.8, -1.7}, new Shape(1, 2));
    double[] found =
        Gradients.of(
            s ->
                SelectionGradient.STRAIGHT_THROUGH
                    .weights(s.softmax(1).gather(TopKPositions.of(s, 2), 1))
                    .mul(g)
                    .sum(),
            manager.create(scores, new Shape(1, 5)));
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
  }

  private HardTopK selector(HardTopKOptions options) {
    HardTopK selector = new HardTopK(options, IMAGE);
    selector.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, 12));
    RandomValues.draw(selector, 2);
    return selector;
  }

  private Views views() {
    TensorSource source =
        new TensorSource(manager.create(Pictures.random(8, 2 * 24 * 36), new Shape(2, 1, 24, 36)));
    return new Views(source.view(manager, 8, 12), source);
  }

  private Selection select(HardTopK selector, boolean training) {
    ParameterStore store = new ParameterStore(manager, false);
    return selector.select(views(), new Pass(store, training, 0.5, null, null));
  }

  /** Largest entry of the scorer's gradient of a loss that uses patches and weights. */
  private double largestGradient(HardTopKOptions options) {
    HardTopK selector = selector(options);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Selection selection = select(selector, true);
      NDArray each = selection.patches().square().sum(new int[] {2, 3, 4});
      NDArray loss = selection.weights().mul(each).sum();
      for (NDArray penalty : selection.penalties().values()) {
        loss = loss.add(penalty);
      }
      // Without a graph there is nothing to go back through.
      NDArray live = manager.ones(new Shape(1));
      live.setRequiresGradient(true);
      collector.backward(loss.add(live.sum()));
      assertThat(live.getGradient().toFloatArray()).containsExactly(1);
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
  void withoutAGradientTheScorerGetsExactlyNone() {
    assertThat(largestGradient(options(SelectionGradient.NONE, 0))).isZero();
    assertThat(largestGradient(options(SelectionGradient.STRAIGHT_THROUGH, 0))).isGreaterThan(1e-4);
    // The regulariser is another matter.
    assertThat(largestGradient(options(SelectionGradient.NONE, 1))).isGreaterThan(1e-6);
  }

  @Test
  void readsThePatchesWhereTheScoreMapIsLargest() {
    HardTopK selector = selector(options(SelectionGradient.STRAIGHT_THROUGH, 0));
    Selection selection = select(selector, false);
    double[] map = Pictures.doubles(selection.part(Part.SCORE_MAP).orElseThrow());
    double[] regions = Pictures.doubles(selection.regions());
    for (int b = 0; b < 2; b++) {
      int image = b * 96;
      int[] best =
          IntStream.range(0, 96)
              .boxed()
              .sorted((i, j) -> Double.compare(map[image + j], map[image + i]))
              .limit(3)
              .mapToInt(i -> i)
              .sorted()
              .toArray();
      for (int k = 0; k < 3; k++) {
        double top = selector.proposals().finest().originRow(best[k] / 12) / 24.0;
        double left = selector.proposals().finest().originColumn(best[k] % 12) / 36.0;
        assertThat(regions[(b * 3 + k) * 4]).isCloseTo(top, within(1e-6));
        assertThat(regions[(b * 3 + k) * 4 + 1]).isCloseTo(left, within(1e-6));
      }
    }
    assertThat(selection.penalties()).isEmpty();
    assertThat(selection.part(Part.LOG_PROBABILITY)).isEmpty();
  }

  @Test
  void morePatchesThanPositionsAreAnError() {
    HardTopKOptions many =
        OptionRecords.with(HardTopKOptions.DEFAULTS, Map.of("patches", 97, "patchSize", 5));
    assertThatThrownBy(() -> new HardTopK(many, IMAGE))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("patches = 97 is more than the 96 positions of the 8×12 grid");
  }
}
