package io.ats.experiments.bench;

import io.ats.core.sampling.GradientEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Bias and variance of attention sampling's gradients against how much of the attention lies on as
 * few positions as are drawn: every outcome of 3 draws of 6 positions, weighed by its probability,
 * in float64. Measured: bias (largest entry), total variance, and mean squared error, which holds
 * both; means over random problems. The suite {@code estimator-bias} shows what they do to
 * training.
 */
public final class EstimatorBias implements Benchmark {

  private static final int POSITIONS = 6;
  private static final int DRAWS = 3;

  /** A bias below this is float64's rounding, and counts as this much. */
  private static final double ROUNDING = 1e-12;

  private final List<Double> masses;
  private final int problems;

  /** Creates the benchmark with the figures that are reported. */
  public EstimatorBias() {
    this(List.of(0.5, 0.8, 0.95, 0.99), 100);
  }

  /**
   * Creates the benchmark.
   *
   * @param masses shares of the attention on 3 of the 6 positions
   * @param problems random problems for each
   */
  EstimatorBias(List<Double> masses, int problems) {
    this.masses = masses;
    this.problems = problems;
  }

  @Override
  public String name() {
    return "estimator-bias";
  }

  @Override
  public String claim() {
    return "rao-blackwell is unbiased, and of less variance than score-function and than draws with"
        + " replacement, wherever the attention lies";
  }

  @Override
  public List<BenchRow> run() {
    List<BenchRow> rows = new ArrayList<>();
    for (double mass : masses) {
      Estimate ours = mean(mass, p -> p.enumerate(GradientEstimator.RAO_BLACKWELL));
      compare(rows, mass, ours, "with replacement", SamplingProblem::enumerateWithReplacement);
      compare(
          rows, mass, ours, "score-function", p -> p.enumerate(GradientEstimator.SCORE_FUNCTION));
      compare(rows, mass, ours, "reference", p -> p.enumerate(GradientEstimator.REFERENCE));
    }
    return rows;
  }

  private Estimate mean(double mass, Function<SamplingProblem, Estimate> each) {
    return Estimate.mean(
        LongStream.range(0, problems)
            .mapToObj(seed -> SamplingProblem.concentrated(POSITIONS, DRAWS, mass, seed))
            .map(each)
            .toList());
  }

  private void compare(
      List<BenchRow> rows,
      double mass,
      Estimate ours,
      String other,
      Function<SamplingProblem, Estimate> its) {
    Estimate theirs = mean(mass, its);
    String what = "mass " + mass + " on 3 of 6: ";
    rows.add(
        BenchRow.lowerIsBetter(
            name(),
            what + "bias",
            Math.max(ROUNDING, ours.bias()),
            Math.max(ROUNDING, theirs.bias()),
            other,
            "gradient"));
    rows.add(
        BenchRow.lowerIsBetter(
            name(), what + "variance", ours.variance(), theirs.variance(), other, "gradient²"));
    rows.add(
        BenchRow.lowerIsBetter(
            name(), what + "mean squared error", ours.error(), theirs.error(), other, "gradient²"));
  }
}
