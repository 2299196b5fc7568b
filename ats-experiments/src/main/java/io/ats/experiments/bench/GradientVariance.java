package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.core.objective.Baseline;
import io.ats.core.options.Options;
import io.ats.core.sampling.GradientEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Bias and variance of the sampling methods' gradients, exactly: all outcomes of small random
 * problems, weighted by their probability, in float64. Measured for attention sampling (5
 * positions, 3 draws without replacement) and for REINFORCE's baselines (2 images, 2 repeats, 1 of
 * 5 positions): bias (largest entry), total variance and mean squared error, which includes both;
 * means over the problems.
 */
public final class GradientVariance implements Benchmark {

  private static final int POSITIONS = 5;
  private static final int DRAWS = 3;
  private static final int IMAGES = 2;
  private static final int REPEATS = 2;

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
  public List<BenchRow> run(Device device) {
    List<BenchRow> rows = new ArrayList<>();
    compare(
        rows,
        "ats unordered-set",
        samplings,
        List.of(
            GradientEstimator.UNORDERED_SET,
            GradientEstimator.RAO_BLACKWELL,
            GradientEstimator.SCORE_FUNCTION,
            GradientEstimator.REFERENCE),
        estimator -> seed -> SamplingProblem.random(POSITIONS, DRAWS, seed).enumerate(estimator));
    compare(
        rows,
        "reinforce leave-one-out",
        baselines,
        List.of(Baseline.LEAVE_ONE_OUT, Baseline.BATCH_MEAN, Baseline.NONE),
        baseline ->
            seed -> BaselineProblem.random(IMAGES, POSITIONS, REPEATS, seed).enumerate(baseline));
    return rows;
  }

  /** Adds rows that compare the first choice with each of the others. */
  private <E extends Enum<E>> void compare(
      List<BenchRow> rows,
      String measured,
      int problems,
      List<E> choices,
      Function<E, LongFunction<Estimate>> estimate) {
    Estimate ours = mean(problems, estimate.apply(choices.get(0)));
    for (E other : choices.subList(1, choices.size())) {
      Estimate theirs = mean(problems, estimate.apply(other));
      rows.addAll(ours.against(theirs, name(), measured, Options.key(other)));
    }
  }

  private static Estimate mean(int problems, LongFunction<Estimate> each) {
    return Estimate.mean(LongStream.range(0, problems).mapToObj(each).toList());
  }
}
