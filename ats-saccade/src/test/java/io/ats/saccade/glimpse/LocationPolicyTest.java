package io.ats.saccade.glimpse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.Pass;
import io.ats.core.data.Task;
import io.ats.core.math.Scalars;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.RandomValues;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The density, the draws, and the score function against integrals of a known cost. */
class LocationPolicyTest {

  private static final Objective OBJECTIVE =
      new Objective(new Task("known", 2, false), ObjectiveOptions.DEFAULTS);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private Pass pass(boolean training) {
    return new Pass(new ParameterStore(manager, false), training, 0, null, null);
  }

  private LocationPolicy policy(double deviation, boolean detach) {
    LocationPolicy policy = new LocationPolicy(new PolicyOptions(deviation, 8, 1, detach), detach);
    policy.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
    RandomValues.draw(policy, 7);
    return policy;
  }

  private NDArray state(int rows) {
    return manager.create(new float[] {0.4f, -0.8f, 1.1f}, new Shape(1, 3)).repeat(0, rows);
  }

  private static double normal(double x, double mean, double deviation) {
    double z = (x - mean) / deviation;
    return Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
  }

  @Test
  void theLogDensityIsThatOfTwoNormalVariables() {
    double[] at = {0.3, -0.2, 0.9, 0.1, -1.4, 2};
    double[] mean = {0.25, -0.3, -0.1, 0.7, -1.4, 1.5};
    for (double deviation : new double[] {0.05, 0.4, 3}) {
      double[] found =
          LocationPolicy.logDensity(
                  manager.create(at, new Shape(3, 2)),
                  manager.create(mean, new Shape(3, 2)),
                  deviation)
              .toDoubleArray();
      for (int i = 0; i < 3; i++) {
        double squares = Math.pow(at[2 * i] - mean[2 * i], 2);
        squares += Math.pow(at[2 * i + 1] - mean[2 * i + 1], 2);
        double expected =
            -squares / (2 * deviation * deviation) - Math.log(2 * Math.PI * deviation * deviation);
        assertThat(found[i]).isCloseTo(expected, within(1e-10 * Math.max(1, -expected)));
      }
    }
  }

  /** {@code c(l) = (l_1 − 0.3)² + l_1 sin 3l_2}. */
  private static NDArray cost(NDArray location) {
    NDArray row = location.get(":,0");
    NDArray column = location.get(":,1");
    return row.sub(0.3).square().add(row.mul(Scalars.times(column, 3).sin()));
  }

  /** {@code E[c] = (μ_1 − 0.3)² + σ² + μ_1 sin(3μ_2)·exp(−9σ²/2)}, of {@code μ (1,2)}. */
  private static NDArray expectedCost(NDArray mean, double deviation) {
    double shrunk = Math.exp(-4.5 * deviation * deviation);
    NDArray row = mean.get(":,0");
    NDArray wave = Scalars.times(Scalars.times(mean.get(":,1"), 3).sin(), shrunk);
    return row.sub(0.3).square().add(row.mul(wave)).add(deviation * deviation).sum();
  }

  /** A grid of points is the integral: each row's cost and baseline are weighed by its mass. */
  @Test
  void integratedTheScoreFunctionIsTheGradientOfTheExpectedCost() {
    double deviation = 0.2;
    double[] mean = {0.1, -0.35};
    int side = 121;
    double step = 16 * deviation / (side - 1);
    double[] points = new double[2 * side * side];
    double[] mass = new double[side * side];
    for (int i = 0; i < mass.length; i++) {
      points[2 * i] = mean[0] + (i / side - side / 2) * step;
      points[2 * i + 1] = mean[1] + (i % side - side / 2) * step;
      mass[i] =
          normal(points[2 * i], mean[0], deviation)
              * normal(points[2 * i + 1], mean[1], deviation)
              * step
              * step;
    }
    assertThat(Arrays.stream(mass).sum()).isCloseTo(1, within(1e-12));
    NDArray location = manager.create(points, new Shape(mass.length, 2));
    NDArray weights = Scalars.times(manager.create(mass), mass.length);
    NDArray center = manager.create(mean, new Shape(1, 2));
    double[] exact = Gradients.of(m -> expectedCost(m, deviation), center);
    assertThat(Math.min(Math.abs(exact[0]), Math.abs(exact[1]))).isGreaterThan(0.1);
    for (double baseline : new double[] {0, 0.7}) {
      NDArray expected = Scalars.times(weights, baseline);
      double[] found =
          Gradients.of(
              m ->
                  OBJECTIVE.scoreFunction(
                      LocationPolicy.logDensity(location, m, deviation),
                      cost(location).mul(weights),
                      expected),
              center);
      assertThat(Gradients.distance(found, exact)).as("baseline %s", baseline).isLessThan(1e-9);
    }
  }

  /** Through the policy itself, to every parameter of the location network. */
  @Test
  void drawnTheScoreFunctionIsTheGradientOfTheExpectedCostWithinItsError() {
    double deviation = 0.1;
    int groups = 30;
    int rows = 4000;
    LocationPolicy policy = policy(deviation, true);
    double[] exact =
        gradient(
            policy,
            () -> {
              NDArray mean =
                  policy.forward(pass(true).parameters(), new NDList(state(1)), true).get(0);
              return expectedCost(mean, deviation);
            });
    double largest = Arrays.stream(exact).map(Math::abs).max().getAsDouble();
    assertThat(largest).isGreaterThan(0.1);
    Engine.getInstance().setRandomSeed(11);
    double[] sum = new double[exact.length];
    double[] squares = new double[exact.length];
    for (int group = 0; group < groups; group++) {
      double[] found =
          gradient(
              policy,
              () -> {
                LocationPolicy.Choice choice = policy.choose(state(rows), pass(true));
                return OBJECTIVE.scoreFunction(
                    choice.logProbability(),
                    cost(choice.location()),
                    choice.expectedCost().stopGradient());
              });
      for (int i = 0; i < sum.length; i++) {
        sum[i] += found[i] / groups;
        squares[i] += found[i] * found[i] / groups;
      }
    }
    for (int i = 0; i < sum.length; i++) {
      double error = Math.sqrt(Math.max(0, squares[i] - sum[i] * sum[i]) / (groups - 1));
      assertThat(error).as("standard error %d", i).isLessThan(0.1 * largest);
      assertThat(sum[i]).as("entry %d", i).isCloseTo(exact[i], within(4.5 * error + 1e-6));
    }
  }

  /** Returns the gradient to the location network's parameters, one after the other. */
  private static double[] gradient(
      LocationPolicy policy, java.util.function.Supplier<NDArray> value) {
    List<Parameter> parameters = policy.getChildren().get("01mean").getParameters().values();
    parameters.forEach(p -> p.getArray().setRequiresGradient(false));
    parameters.forEach(p -> p.getArray().setRequiresGradient(true));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.zeroGradients();
      collector.backward(value.get());
    }
    return parameters.stream()
        .flatMapToDouble(p -> Arrays.stream(Pictures.doubles(p.getArray().getGradient())))
        .toArray();
  }

  @Test
  void drawsHaveTheMeanAndTheDeviationAndInferenceTakesTheMean() {
    LocationPolicy policy = policy(0.2, true);
    int rows = 20_000;
    Engine.getInstance().setRandomSeed(3);
    NDArray mean = policy.choose(state(1), pass(false)).location();
    NDArray forward = policy.forward(pass(false).parameters(), new NDList(state(1)), false).get(0);
    assertThat(mean.toFloatArray()).isEqualTo(forward.toFloatArray());
    NDArray drawn = policy.choose(state(rows), pass(true)).location();
    double[] moments =
        Pictures.doubles(
            NDArrays.concat(
                new NDList(
                    drawn.sub(mean).mean(new int[] {0}),
                    drawn.sub(mean).square().mean(new int[] {0}).sqrt())));
    assertThat(moments[0]).isCloseTo(0, within(0.006));
    assertThat(moments[1]).isCloseTo(0, within(0.006));
    assertThat(moments[2]).isCloseTo(0.2, within(0.005));
    assertThat(moments[3]).isCloseTo(0.2, within(0.005));
  }

  /** {@code E[log p] = −1 − log 2πσ²} of what was drawn, wherever it was moved to. */
  @Test
  void drawsOutsideTheImageAreMovedToItsEdgeAndKeepTheirProbability() {
    double deviation = 2;
    LocationPolicy.Choice choice = policy(deviation, true).choose(state(20_000), pass(true));
    NDArray location = choice.location();
    assertThat(location.abs().max().getFloat()).isEqualTo(1);
    assertThat(location.abs().eq(1).toType(DataType.FLOAT32, false).mean().getFloat())
        .isGreaterThan(0.5f);
    assertThat((double) choice.logProbability().mean().getFloat())
        .isCloseTo(-1 - Math.log(2 * Math.PI * deviation * deviation), within(0.04));
    assertThat(choice.logProbability().getShape()).isEqualTo(new Shape(20_000));
    assertThat(choice.expectedCost().getShape()).isEqualTo(new Shape(20_000));
  }
}
