package io.ats.experiments.bench;

import io.ats.experiments.trial.Memory;
import io.ats.topk.perturbed.NoiseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cost of perturbed top-K in its sparse form against its dense definition, in the same engine.
 *
 * <p>A step is the operator alone: from the scores {@code (B,D)} and images in memory (512², one
 * channel) to the mixed patches (32²), and back to the scores; this includes drawing noise and
 * reading patches. The sparse form reads the patches in the support. The dense form reads all
 * {@code D} and holds the one-hot rows {@code (B,N,K,D)}, but no Jacobian. All forms have the same
 * gradient from the same noise. Measured: wall time, two forms in turn; and the growth of the
 * resident size during one step, in a separate process. If the dense form cannot run, the row says
 * so.
 *
 * <p>The scores are normally distributed and scaled to [0,1], {@code σ = 0.05}; with equal scores,
 * the worst case, nearly every position is in the support.
 */
public final class PerturbedTopKCost implements Benchmark {

  private final List<TopKCase> cases;

  /** Creates the benchmark with the figures that are reported. */
  public PerturbedTopKCost() {
    this(
        List.of(
            new TopKCase(16, 30, 10, 500, NoiseKind.INDEPENDENT, false, 9),
            new TopKCase(16, 30, 10, 500, NoiseKind.INDEPENDENT, true, 9),
            new TopKCase(16, 30, 10, 500, NoiseKind.SHARED, false, 9),
            new TopKCase(16, 50, 10, 500, NoiseKind.INDEPENDENT, false, 5),
            new TopKCase(16, 100, 10, 500, NoiseKind.INDEPENDENT, false, 2)));
  }

  /** Creates the benchmark. */
  PerturbedTopKCost(List<TopKCase> cases) {
    this.cases = List.copyOf(cases);
  }

  @Override
  public String name() {
    return "perturbed-topk";
  }

  @Override
  public String claim() {
    return "perturbed top-K, forward and backward: faster than the dense definition at every size, in"
        + " at most 1/10 of the extra memory of the engine's one-hot unless all scores are equal";
  }

  @Override
  public List<BenchRow> run() {
    List<BenchRow> rows = new ArrayList<>();
    for (TopKCase size : cases) {
      for (TopKForm other : List.of(TopKForm.DENSE, TopKForm.DENSE_LEAN)) {
        rows.addAll(compare(size, other));
      }
    }
    return rows;
  }

  private List<BenchRow> compare(TopKCase size, TopKForm other) {
    double needed = other.neededMb(size);
    if (needed > Memory.availableMb()) { // false if unknown
      return alone(size, "%s: not run, needs %.0f MiB".formatted(other.title, needed));
    }
    Optional<double[]> time = TopKChild.run(TopKChild.Measure.TIME, other, size);
    Optional<double[]> memory = TopKChild.run(TopKChild.Measure.MEMORY, other, size);
    return time.isPresent() && memory.isPresent()
        ? rows(size, other.title, time.get(), memory.get()[0])
        : alone(size, other.title + ": failed");
  }

  private List<BenchRow> alone(TopKCase size, String other) {
    double ours = ours(TopKChild.Measure.TIME, size);
    return rows(size, other, new double[] {ours, Double.NaN, Double.NaN}, Double.NaN);
  }

  /** Returns the rows of times (ours, the other's, their ratio) and of the other's memory. */
  private List<BenchRow> rows(TopKCase size, String other, double[] time, double memory) {
    return List.of(
        new BenchRow(name(), size.name() + ": time", time[0], time[1], other, "ms", time[2]),
        BenchRow.lowerIsBetter(
            name(),
            size.name() + ": extra memory",
            ours(TopKChild.Measure.MEMORY, size),
            memory,
            other,
            "MiB"));
  }

  private static double ours(TopKChild.Measure what, TopKCase size) {
    return TopKChild.run(what, TopKForm.SPARSE, size)
        .orElseThrow(() -> new IllegalStateException(what + " of " + size + " failed"))[0];
  }
}
