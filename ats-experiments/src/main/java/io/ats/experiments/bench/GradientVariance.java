package io.ats.experiments.bench;

import io.ats.core.objective.Baseline;
import io.ats.core.sampling.GradientEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * How good the gradients of the methods that draw are, without any drawing: every outcome of small
 * random problems, weighed by its probability, in float64. Measured, for attention sampling (5
 * positions, 3 draws without replacement) and for REINFORCE's baselines (2 images, 2 repeats, 1 of
 * 5 positions): the bias (largest entry), the total variance, and the mean squared error, which
 * holds both; means over the problems.
 */
public final class GradientVariance implements Benchmark {

  private static final int POSITIONS = 5;
  private static final int DRAWS = 3;
  private static final int IMAGES = 2;
  private static final int REPEATS = 2;

  /** A bias below this is float64's rounding, and counts as this much. */
  private static final double ROUNDING = 1e-12;

  private final int samplings;
  private final int baselines;

  /** Creates the benchmark with the figures that are reported. */
  public GradientVariance() {
    this(100, 3);
  }

  /**
   * Creates the benchmark.
   *
   * @param samplings number of random problems of attention sampling
   * @param baselines number of random problems of REINFORCE
   */
  GradientVariance(int samplings, int baselines) {
    this.samplings = samplings;
    this.baselines = baselines;
  }

  @Override
  public String name() {
    return "gradient-variance";
  }

  @Override
  public String claim() {
    return "our gradients are unbiased, with the least variance among the unbiased";
  }

  @Override
  public List<BenchRow> run() {
    List<BenchRow> rows = new ArrayList<>();
    Function<GradientEstimator, Estimate> sampling =
        estimator ->
            mean(
                samplings,
                seed -> SamplingProblem.random(POSITIONS, DRAWS, seed).enumerate(estimator));
    Estimate rao = sampling.apply(GradientEstimator.RAO_BLACKWELL);
    for (GradientEstimator other :
        List.of(GradientEstimator.SCORE_FUNCTION, GradientEstimator.REFERENCE)) {
      compare(rows, "ats rao-blackwell", rao, sampling.apply(other), word(other));
    }
    Function<Baseline, Estimate> reinforce =
        baseline ->
            mean(
                baselines,
                seed ->
                    BaselineProblem.random(IMAGES, POSITIONS, REPEATS, seed).enumerate(baseline));
    Estimate leave = reinforce.apply(Baseline.LEAVE_ONE_OUT);
    for (Baseline other : List.of(Baseline.BATCH_MEAN, Baseline.NONE)) {
      compare(rows, "reinforce leave-one-out", leave, reinforce.apply(other), word(other));
    }
    return rows;
  }

  private static Estimate mean(int problems, LongFunction<Estimate> each) {
    return Estimate.mean(LongStream.range(0, problems).mapToObj(each).toList());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void compare(
      List<BenchRow> rows, String what, Estimate ours, Estimate alternative, String other) {
    rows.add(
        BenchRow.lowerIsBetter(
            name(),
            what + ": bias",
            Math.max(ROUNDING, ours.bias()),
            Math.max(ROUNDING, alternative.bias()),
            other,
            "gradient"));
    rows.add(
        BenchRow.lowerIsBetter(
            name(),
            what + ": variance",
            ours.variance(),
            alternative.variance(),
            other,
            "gradient²"));
    rows.add(
        BenchRow.lowerIsBetter(
            name(),
            what + ": mean squared error",
            ours.error(),
            alternative.error(),
            other,
            "gradient²"));
  }
}
