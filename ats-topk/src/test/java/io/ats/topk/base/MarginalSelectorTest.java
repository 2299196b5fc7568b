package io.ats.topk.base;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarginalSelectorTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 36, 8, 12);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Whose keys are the negated scores and whose marginals their squares. */
  private static final class Squares extends MarginalSelector {
    Squares(TopKOptions options) {
      super(options, IMAGE);
    }

    @Override
    protected NDArray keys(NDArray scores, Pass pass) {
      return scores.neg();
    }

    @Override
    protected NDArray marginals(NDArray keys, int count) {
      assertThat(count).isEqualTo(3);
      return keys.square();
    }

    @Override
    protected NDArray value(NDArray marginals) {
      return marginals.add(1f);
    }
  }

  private Selection select(ScoreNormalisation normalisation, double entropy) {
    TopKOptions options =
        OptionRecords.with(
            TopKOptions.DEFAULTS,
            Map.of(
                "patches", 3, "patchSize", 5, "normalisation", normalisation, "entropy", entropy));
    Squares selector = new Squares(options);
    selector.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, 12));
    RandomValues.draw(selector, 2);
    TensorSource source =
        new TensorSource(manager.create(Pictures.random(8, 24 * 36), new Shape(1, 1, 24, 36)));
    Views views = new Views(source.view(manager, 8, 12), source);
    ParameterStore store = new ParameterStore(manager, false);
    return selector.select(views, new Pass(store, false, 1, null, null));
  }

  @Test
  void weightsAreTheMarginalsOfTheLargestKeysSortedByPosition() {
    Selection selection = select(ScoreNormalisation.MIN_MAX, 0);
    double[] map = Pictures.doubles(selection.part(Part.SCORE_MAP).orElseThrow());
    double[] logs = Arrays.stream(map).map(Math::log).toArray();
    double least = Arrays.stream(logs).min().orElseThrow();
    double range = Arrays.stream(logs).max().orElseThrow() - least + 1e-5;
    int[] chosen =
        IntStream.range(0, 96)
            .boxed()
            .sorted((i, j) -> Double.compare(map[i], map[j]))
            .limit(3)
            .mapToInt(i -> i)
            .sorted()
            .toArray();
    double[] expected =
        Arrays.stream(chosen)
            .mapToDouble(i -> (1 + Math.pow((logs[i] - least) / range, 2)) / 3)
            .toArray();
    Pictures.assertClose(selection.weights().toFloatArray(), expected, 1e-5);
    double[] regions = Pictures.doubles(selection.regions());
    for (int k = 1; k < 3; k++) {
      double[] order = {
        regions[4 * k - 4] * 100 + regions[4 * k - 3], regions[4 * k] * 100 + regions[4 * k + 1]
      };
      assertThat(order[0]).isLessThan(order[1]);
    }
  }

  /** {@code −λ·H(softmax of the scores before they are scaled)}, whatever the scaling. */
  @Test
  void theEntropyIsThatOfTheUnscaledScores() {
    double[] unscaled =
        Pictures.doubles(select(ScoreNormalisation.NONE, 0).part(Part.SCORE_MAP).orElseThrow());
    double entropy = Arrays.stream(unscaled).map(a -> -a * Math.log(a)).sum();
    for (ScoreNormalisation normalisation : ScoreNormalisation.values()) {
      Selection selection = select(normalisation, 0.5);
      Pictures.assertClose(
          selection.part(Part.SCORE_MAP).orElseThrow().toFloatArray(), unscaled, 1e-7);
      Pictures.assertClose(
          selection.penalties().get("entropy").toFloatArray(), new double[] {-0.5 * entropy}, 1e-5);
    }
  }
}
