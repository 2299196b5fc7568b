package io.ats.core.selectors;

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
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.data.Task;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.objective.Baseline;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.objective.Reward;
import io.ats.core.objective.ScoreFunctionOptions;
import io.ats.core.options.OptionException;
import io.ats.core.sampling.Randomness;
import io.ats.core.score.ActivationKind;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.Padding;
import io.ats.core.score.ScoredOptions;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.Enumeration;
import io.ats.core.testing.Gradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Proof by exact enumeration of every sequence of draws, in float64: the selector's probabilities
 * are those of both networks worked out plainly, they sum to 1, and the score function's
 * expectation is the gradient of the exact expected cost, by finite differences of the plain one.
 */
class AutoregressiveTest {

  private static final float[] VIEW = Pictures.random(5, 6);
  private static final int SIDE = 5;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** One image with a view of {@code rows × columns}, and every sequence of {@code K} cells. */
  private final class Problem {
    final int rows;
    final int columns;
    final int count;
    final List<int[]> sequences;
    final double[] costs;
    final Autoregressive selector;
    final List<double[]> values = new ArrayList<>();

    Problem(int rows, int columns, int count, int repeats) {
      this(rows, columns, count, repeats, 0);
    }

    Problem(int rows, int columns, int count, int repeats, double entropy) {
      this.rows = rows;
      this.columns = columns;
      this.count = count;
      sequences = Enumeration.draws(rows * columns, count, false);
      costs = new Random(3).doubles(sequences.size()).map(u -> 3 * u).toArray();
      ConvolutionalScorerOptions scorer =
          new ConvolutionalScorerOptions(
              List.of(2), ActivationKind.LEAKY_RELU, Padding.SAME, false, 1, 1, 1);
      ScoredOptions scored =
          new ScoredOptions(new PatchOptions(count, SIDE, Border.ZERO), entropy, 0, scorer.named());
      selector =
          new Autoregressive(
              new AutoregressiveOptions(scored, repeats, List.of(2), 3),
              new ImageSpec(1, 8 * rows, 8 * columns, rows, columns));
      selector.initialize(manager, DataType.FLOAT64, new Shape(1, 1, rows, columns));
      Random random = new Random(4);
      for (Parameter parameter : selector.getParameters().values()) {
        NDArray array = parameter.getArray();
        values.add(random.doubles(array.size()).map(u -> 2 * u - 1).toArray());
        array.set(values.get(values.size() - 1));
      }
      assertThat(values).as("two convolutions of the scorer, two of the conditioner").hasSize(6);
    }

    /** Selects with draws that come out as these sequences, one a row; null: with real ones. */
    Selection select(List<int[]> forced, boolean training) {
      NDArray low =
          manager
              .create(Arrays.copyOf(VIEW, rows * columns), new Shape(1, 1, rows, columns))
              .toType(DataType.FLOAT64, false);
      NDArray image = manager.ones(new Shape(1, 1, 8L * rows, 8L * columns));
      ParameterStore store = new ParameterStore(manager, false);
      Randomness random = forced == null ? Randomness.ENGINE : new Forced(forced);
      return selector.select(
          new Views(low, new TensorSource(image)),
          new Pass(store, training, 0.5, null, null, null, random));
    }

    /** Returns each step's distribution along a sequence, by the definition. */
    double[][] distributions(int[] sequence, List<double[]> parameters) {
      double[] view = IntStream.range(0, rows * columns).mapToDouble(i -> VIEW[i]).toArray();
      double[] scores = network(new double[][] {view}, parameters.subList(0, 3));
      double[] attention = Enumeration.softmax(scores);
      double most = Arrays.stream(attention).max().getAsDouble();
      double[] relative = Arrays.stream(attention).map(a -> a / most).toArray();
      double[] marks = new double[scores.length];
      double[][] found = new double[count][];
      for (int k = 0; k < count; k++) {
        double[] conditional = scores.clone();
        if (k > 0) {
          double[] g = network(new double[][] {relative, marks}, parameters.subList(3, 6));
          for (int d = 0; d < g.length; d++) {
            conditional[d] = marks[d] > 0 ? Double.NEGATIVE_INFINITY : scores[d] + g[d];
          }
        }
        found[k] = Enumeration.softmax(conditional);
        marks[sequence[k]] = 1;
      }
      return found;
    }

    double probability(int[] sequence, List<double[]> parameters) {
      double[][] steps = distributions(sequence, parameters);
      double product = 1;
      for (int k = 0; k < count; k++) {
        product *= steps[k][sequence[k]];
      }
      return product;
    }

    double expectedCost(List<double[]> parameters) {
      double sum = 0;
      for (int i = 0; i < costs.length; i++) {
        sum += probability(sequences.get(i), parameters) * costs[i];
      }
      return sum;
    }

    /** Returns {@code H(s_1…s_K) / K}. */
    double entropy(List<double[]> parameters) {
      double sum = 0;
      for (int[] sequence : sequences) {
        double p = probability(sequence, parameters);
        sum -= p * Math.log(p) / count;
      }
      return sum;
    }

    /** Two 3×3 convolutions, the first with biases and a leaky ReLU. */
    private double[] network(double[][] maps, List<double[]> weights) {
      double[][] hidden = convolution(maps, weights.get(0), 2);
      for (int c = 0; c < 2; c++) {
        for (int d = 0; d < hidden[c].length; d++) {
          double x = hidden[c][d] + weights.get(1)[c];
          hidden[c][d] = x > 0 ? x : 0.01f * x;
        }
      }
      return convolution(hidden, weights.get(2), 1)[0];
    }

    private double[][] convolution(double[][] maps, double[] kernels, int filters) {
      double[][] out = new double[filters][rows * columns];
      for (int f = 0; f < filters; f++) {
        for (int d = 0; d < rows * columns; d++) {
          for (int c = 0; c < maps.length; c++) {
            for (int i = 0; i < 9; i++) {
              int row = d / columns + i / 3 - 1;
              int column = d % columns + i % 3 - 1;
              if (row >= 0 && row < rows && column >= 0 && column < columns) {
                out[f][d] +=
                    kernels[(f * maps.length + c) * 9 + i] * maps[c][row * columns + column];
              }
            }
          }
        }
      }
      return out;
    }

    double[] exactGradient() {
      return exactGradient(this::expectedCost);
    }

    double[] exactGradient(ToDoubleFunction<List<double[]>> function) {
      List<Double> gradient = new ArrayList<>();
      double step = 1e-5;
      for (double[] parameter : values) {
        for (int i = 0; i < parameter.length; i++) {
          double kept = parameter[i];
          parameter[i] = kept + step;
          double above = function.applyAsDouble(values);
          parameter[i] = kept - step;
          double below = function.applyAsDouble(values);
          parameter[i] = kept;
          gradient.add((above - below) / (2 * step));
        }
      }
      return gradient.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] gradient() {
      return selector.getParameters().values().stream()
          .flatMapToDouble(p -> Arrays.stream(p.getArray().getGradient().toDoubleArray()))
          .toArray();
    }
  }

  /** Numbers whose Gumbel noise decides every draw: the k-th of row r is a given one. */
  private record Forced(List<int[]> sequences, int[] calls) implements Randomness {

    Forced(List<int[]> sequences) {
      this(sequences, new int[1]);
    }

    @Override
    public NDArray uniform(NDManager own, double low, double high, Shape shape, DataType type) {
      assertThat(shape.get(0)).isEqualTo(sequences.size());
      double[] values = new double[(int) shape.size()];
      Arrays.fill(values, low);
      int each = (int) shape.get(1);
      int step = calls[0]++;
      for (int row = 0; row < sequences.size(); row++) {
        values[row * each + sequences.get(row)[step]] = 1 - 1e-12;
      }
      return own.create(values, shape).toType(type, false);
    }

    @Override
    public NDArray normal(NDManager own, double deviation, Shape shape, DataType type) {
      throw new AssertionError("no normal numbers are needed");
    }

    @Override
    public NDArray shared(NDManager own, double deviation, Shape shape, DataType type) {
      throw new AssertionError("no normal numbers are needed");
    }
  }

  private static int[] cells(Selection selection) {
    return Arrays.stream(selection.part(Part.CELLS).orElseThrow().toLongArray())
        .mapToInt(cell -> (int) cell)
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"2,3,2,30", "2,3,3,120", "2,2,4,24"})
  void probabilitiesAreTheProductsAndSumToOne(int rows, int columns, int count, int sequences) {
    Problem problem = new Problem(rows, columns, count, sequences);
    assertThat(problem.sequences).hasSize(sequences);
    Selection selection = problem.select(problem.sequences, true);
    double[] logs = selection.part(Part.LOG_PROBABILITY).orElseThrow().toDoubleArray();
    double total = 0;
    double least = 1;
    for (int i = 0; i < sequences; i++) {
      double expected = problem.probability(problem.sequences.get(i), problem.values);
      assertThat(logs[i]).isCloseTo(Math.log(expected), within(1e-9));
      total += Math.exp(logs[i]);
      least = Math.min(least, expected * sequences);
    }
    assertThat(total).isCloseTo(1, within(1e-10));
    assertThat(least).as("far from equal").isLessThan(0.5);
    int[] cells = cells(selection);
    for (int i = 0; i < sequences; i++) {
      assertThat(Arrays.copyOfRange(cells, i * count, (i + 1) * count))
          .isEqualTo(problem.sequences.get(i));
    }
    Pictures.assertClose(
        selection.weights().toFloatArray(),
        IntStream.range(0, sequences * count).mapToDouble(i -> 1.0 / count).toArray(),
        1e-7);
  }

  private static Objective objective(Baseline baseline) {
    return new Objective(
        new Task("enumerated", 2, false),
        new ObjectiveOptions(new ScoreFunctionOptions(Reward.LOSS, baseline, 1)));
  }

  @ParameterizedTest
  @CsvSource({"2,3,2,30", "2,3,3,120", "2,2,3,24"})
  void theScoreFunctionIsUnbiased(int rows, int columns, int count, int sequences) {
    Problem problem = new Problem(rows, columns, count, sequences);
    double[] exact = problem.exactGradient();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray logs =
          problem.select(problem.sequences, true).part(Part.LOG_PROBABILITY).orElseThrow();
      // The term is a mean over rows; each sequence is to count by its probability.
      NDArray share = logs.exp().stopGradient().mul(manager.create((double) sequences));
      NDArray costs = manager.create(problem.costs);
      collector.backward(objective(Baseline.NONE).scoreFunction(logs.mul(share), costs, sequences));
    }
    double[] found = problem.gradient();
    assertThat(largest(exact)).isGreaterThan(0.05);
    assertThat(largest(Arrays.copyOfRange(exact, exact.length - 18, exact.length)))
        .as("of the conditioner")
        .isGreaterThan(0.005);
    assertThat(Gradients.distance(found, exact)).isLessThan(1e-7);
  }

  /** Over every pair of sequences, two repeats of an image. */
  @Test
  void soItIsWithLeaveOneOut() {
    int sequences = 12;
    Problem problem = new Problem(2, 2, 2, 2 * sequences * sequences);
    double[] exact = problem.exactGradient();
    List<int[]> pairs = new ArrayList<>();
    double[] costs = new double[2 * sequences * sequences];
    for (int i = 0; i < sequences * sequences; i++) {
      pairs.add(problem.sequences.get(i / sequences));
      pairs.add(problem.sequences.get(i % sequences));
      costs[2 * i] = problem.costs[i / sequences];
      costs[2 * i + 1] = problem.costs[i % sequences];
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray logs = problem.select(pairs, true).part(Part.LOG_PROBABILITY).orElseThrow();
      NDArray both = logs.stopGradient().reshape(-1, 2).sum(new int[] {1}, true).exp();
      NDArray share = both.mul(manager.create((double) sequences * sequences)).repeat(1, 2);
      collector.backward(
          objective(Baseline.LEAVE_ONE_OUT)
              .scoreFunction(logs.mul(share.flatten()), manager.create(costs), 2));
    }
    assertThat(largest(exact)).isGreaterThan(0.05);
    assertThat(Gradients.distance(problem.gradient(), exact)).isLessThan(1e-7);
  }

  /** Over every sequence: draws change the entropies of the distributions after them. */
  @ParameterizedTest
  @CsvSource({"2,3,2", "2,3,3", "2,2,3"})
  void theEntropyIsTheSequencesAndSoIsItsGradient(int rows, int columns, int count) {
    double weight = 0.7;
    Problem problem = new Problem(rows, columns, count, 1, weight);
    double[] exact = problem.exactGradient(values -> -weight * problem.entropy(values));
    double value = 0;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      for (int[] sequence : problem.sequences) {
        NDArray penalty = problem.select(List.of(sequence), true).penalties().get("entropy");
        double share = problem.probability(sequence, problem.values);
        value += share * penalty.getDouble();
        collector.backward(penalty.mul(manager.create(share)));
      }
    }
    assertThat(value).isCloseTo(-weight * problem.entropy(problem.values), within(1e-9));
    assertThat(largest(exact)).isGreaterThan(0.01);
    assertThat(Gradients.distance(problem.gradient(), exact)).isLessThan(1e-7);
  }

  /** Over every pair of sequences, each the other's baseline. */
  @Test
  void theEntropysGradientHasTheSameExpectationWithRepeats() {
    double weight = 0.7;
    Problem problem = new Problem(2, 2, 2, 2, weight);
    double[] exact = problem.exactGradient(values -> -weight * problem.entropy(values));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      for (int[] one : problem.sequences) {
        for (int[] other : problem.sequences) {
          NDArray penalty = problem.select(List.of(one, other), true).penalties().get("entropy");
          double share =
              problem.probability(one, problem.values) * problem.probability(other, problem.values);
          collector.backward(penalty.mul(manager.create(share)));
        }
      }
    }
    assertThat(Gradients.distance(problem.gradient(), exact)).isLessThan(1e-7);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().getAsDouble();
  }

  @Test
  void sequencesAreDrawnAsOftenAsTheyAreProbable() {
    Problem problem = new Problem(2, 2, 2, 1000);
    int[] times = new int[16];
    int rounds = 20;
    Engine.getInstance().setRandomSeed(9);
    for (int round = 0; round < rounds; round++) {
      int[] cells = cells(problem.select(null, true));
      for (int row = 0; row < 1000; row++) {
        times[4 * cells[2 * row] + cells[2 * row + 1]]++;
      }
    }
    double all = 1000.0 * rounds;
    for (int[] sequence : problem.sequences) {
      double p = problem.probability(sequence, problem.values);
      assertThat(times[4 * sequence[0] + sequence[1]] / all)
          .as("%s", Arrays.toString(sequence))
          .isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / all)));
    }
    assertThat(IntStream.of(0, 5, 10, 15).map(i -> times[i])).as("a cell twice").containsOnly(0);
  }

  /** The map is the mean of the steps' distributions. */
  @Test
  void theMapIsWhereThePatchesWereDrawnFrom() {
    Problem problem = new Problem(2, 3, 3, 4);
    int[] sequence = {4, 0, 5};
    double[][] steps = problem.distributions(sequence, problem.values);
    double[] mean =
        IntStream.range(0, 6)
            .mapToDouble(d -> (steps[0][d] + steps[1][d] + steps[2][d]) / 3)
            .toArray();
    Selection selection = problem.select(List.of(sequence), false);
    assertThat(selection.repeats()).as("at inference").isEqualTo(1);
    assertThat(selection.part(Part.SCORE_MAP).orElseThrow().toDoubleArray())
        .containsExactly(mean, within(1e-9));
    assertThat(selection.penalties()).isEmpty();
    assertThat(problem.selector.ordered()).isTrue();
  }

  @Test
  void theKernelMustBeOdd() {
    assertThatThrownBy(
            () ->
                new AutoregressiveOptions(
                    AutoregressiveOptions.DEFAULTS.scored(), 4, List.of(8), 4))
        .isInstanceOf(OptionException.class)
        .hasMessage("condition-kernel must be odd, got 4; take 5");
  }
}
