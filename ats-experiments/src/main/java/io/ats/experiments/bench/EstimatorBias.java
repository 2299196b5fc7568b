package io.ats.experiments.bench;

import io.ats.core.options.Options;
import io.ats.core.sampling.GradientEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Bias and variance of attention sampling's gradients, by the share of the attention that lies on
 * as few positions as are drawn: all outcomes of 3 draws from 6 positions, weighted by their
 * probability, in float64. Measured: bias (largest entry), total variance and mean squared error,
 * which includes both; means over random problems. The suite {@code estimator-bias} shows their
 * effect on training.
 */
public final class EstimatorBias implements Benchmark {

  private static final int POSITIONS = 6;
  private static final int DRAWS = 3;

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
    return "rao-blackwell is unbiased, and has less variance than score-function and than draws with"
        + " replacement, wherever the attention lies";
  }

  @Override
  public List<BenchRow> run() {
    List<BenchRow> rows = new ArrayList<>();
    for (double mass : masses) {
      String measured = "mass " + mass + " on 3 of 6";
      Estimate ours = mean(mass, p -> p.enumerate(GradientEstimator.RAO_BLACKWELL));
      Estimate replaced = mean(mass, SamplingProblem::enumerateWithReplacement);
      rows.addAll(ours.against(replaced, name(), measured, "with replacement"));
      for (GradientEstimator other :
          List.of(GradientEstimator.SCORE_FUNCTION, GradientEstimator.REFERENCE)) {
        Estimate theirs = mean(mass, p -> p.enumerate(other));
        rows.addAll(ours.against(theirs, name(), measured, Options.key(other)));
      }
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
}
