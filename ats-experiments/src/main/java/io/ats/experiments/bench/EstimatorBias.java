package io.ats.experiments.bench;

import ai.djl.Device;
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
 * which includes both; means over random problems. And by simulation, 8 draws from a grid of 32 ×
 * 32. The suite {@code estimator-bias} shows their effect on training.
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
    return "unordered-set and systematic sampling are unbiased; unordered-set has less variance than"
        + " rao-blackwell, score-function and draws with replacement, wherever the attention lies";
  }

  @Override
  public List<BenchRow> run(Device device) {
    List<BenchRow> rows = new ArrayList<>();
    for (double mass : masses) {
      String measured = "mass " + mass + " on 3 of 6";
      Estimate ours = mean(mass, p -> p.enumerate(GradientEstimator.UNORDERED_SET));
      Estimate replaced = mean(mass, SamplingProblem::enumerateWithReplacement);
      rows.addAll(ours.against(replaced, name(), measured, "with replacement"));
      for (GradientEstimator other :
          List.of(
              GradientEstimator.RAO_BLACKWELL,
              GradientEstimator.SCORE_FUNCTION,
              GradientEstimator.REFERENCE)) {
        Estimate theirs = mean(mass, p -> p.enumerate(other));
        rows.addAll(ours.against(theirs, name(), measured, Options.key(other)));
      }
      Estimate systematic = mean(mass, SamplingProblem::enumerateSystematic);
      rows.addAll(ours.against(systematic, name(), measured, "ats-systematic"));
    }
    for (SpatialSampling.Landscape landscape : SpatialSampling.Landscape.values()) {
      rows.addAll(simulate(landscape));
    }
    return rows;
  }

  /** Compares systematic sampling with the others; means over problems. */
  private List<BenchRow> simulate(SpatialSampling.Landscape landscape) {
    List<BenchRow> rows = new ArrayList<>();
    SpatialSampling.Errors ours = errors(landscape, SpatialSampling.Method.SYSTEMATIC);
    String measured = "ats-systematic, 8 of 32², " + landscape.title + ": squared error of the ";
    for (SpatialSampling.Method other : SpatialSampling.Method.values()) {
      if (other != SpatialSampling.Method.SYSTEMATIC) {
        SpatialSampling.Errors theirs = errors(landscape, other);
        rows.add(
            BenchRow.lowerIsBetter(
                name(), measured + "value", ours.value(), theirs.value(), other.title, "value²"));
        rows.add(
            BenchRow.lowerIsBetter(
                name(),
                measured + "gradient",
                ours.gradient(),
                theirs.gradient(),
                other.title,
                "gradient²"));
      }
    }
    return rows;
  }

  private SpatialSampling.Errors errors(
      SpatialSampling.Landscape landscape, SpatialSampling.Method method) {
    int each = Math.max(1, problems / 10);
    double value = 0;
    double gradient = 0;
    for (int seed = 0; seed < each; seed++) {
      SpatialSampling.Errors found =
          landscape.problem(seed).simulate(method, Math.max(1, problems / 25));
      value += found.value() / each;
      gradient += found.gradient() / each;
    }
    return new SpatialSampling.Errors(value, gradient);
  }

  private Estimate mean(double mass, Function<SamplingProblem, Estimate> each) {
    return Estimate.mean(
        LongStream.range(0, problems)
            .mapToObj(seed -> SamplingProblem.concentrated(POSITIONS, DRAWS, mass, seed))
            .map(each)
            .toList());
  }
}
