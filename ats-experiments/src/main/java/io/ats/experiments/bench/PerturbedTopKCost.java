package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.trial.Memory;
import io.ats.topk.perturbed.NoiseKind;
import io.ats.topk.perturbed.PerturbedTopKOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The cost and the error of perturbed top-K, by default and as its dense definition with 500
 * samples, in the same engine.
 *
 * <p>A step is the operator alone: from the scores {@code (B,D)} and images in memory (512², one
 * channel) to the mixed patches (32²), and back to the scores; this includes drawing noise and
 * reading patches. The default reads the patches in the support and has the conditional gradient.
 * The dense form reads all {@code D} and holds the one-hot rows {@code (B,N,K,D)}, but no Jacobian;
 * the sparse form has the same gradient with the patches in the support. Measured: wall time, two
 * forms in turn; the growth of the resident size during one step, in a separate process; and the
 * mean squared error of the gradient of a linear loss, against that of 2·10⁴ samples, as a share of
 * its squared length. If the dense form cannot run, the row says so.
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
    return "by default ("
        + PerturbedTopKOptions.DEFAULTS.samples()
        + " samples, conditional gradient) perturbed top-K takes at most a tenth of the time and of the"
        + " extra memory of its dense definition with 500 samples, with no larger error of the"
        + " gradient, unless all scores are equal";
  }

  @Override
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    List<BenchRow> rows = new ArrayList<>();
    run(device, rows::addAll);
    return rows;
  }

  @Override
  public void run(Device device, Consumer<List<BenchRow>> known) {
    for (TopKCase size : cases) {
      for (TopKForm other : List.of(TopKForm.DENSE, TopKForm.DENSE_LEAN, TopKForm.SPARSE)) {
        known.accept(compare(size, other, device));
      }
      known.accept(List.of(errors(size, device)));
    }
  }

  private List<BenchRow> compare(TopKCase size, TopKForm other, Device device) {
    double needed = other.neededMb(size);
    if (needed > Memory.availableMb(device)) { // false if unknown
      return alone(
          device, size, "%s: not run, needs %.0f MiB".formatted(other.title(size), needed));
    }
    Optional<double[]> time = TopKChild.run(TopKChild.Measure.TIME, other, size, device);
    Optional<double[]> memory = TopKChild.run(TopKChild.Measure.MEMORY, other, size, device);
    return time.isPresent() && memory.isPresent()
        ? rows(device, size, other.title(size), time.get(), memory.get()[0])
        : alone(device, size, other.title(size) + ": failed");
  }

  private List<BenchRow> alone(Device device, TopKCase size, String other) {
    double ours = ours(TopKChild.Measure.TIME, size, device);
    return rows(device, size, other, new double[] {ours, Double.NaN, Double.NaN}, Double.NaN);
  }

  /** Returns the rows of times (ours, the other's, their ratio) and of the other's memory. */
  private List<BenchRow> rows(
      Device device, TopKCase size, String other, double[] time, double memory) {
    return List.of(
        new BenchRow(name(), size.name() + ": time", time[0], time[1], other, "ms", time[2]),
        BenchRow.lowerIsBetter(
            name(),
            size.name() + ": extra memory",
            ours(TopKChild.Measure.MEMORY, size, device),
            memory,
            other,
            "MiB"));
  }

  private BenchRow errors(TopKCase size, Device device) {
    double[] errors =
        TopKChild.run(TopKChild.Measure.ERROR, TopKForm.SPARSE, size, device)
            .orElseThrow(() -> new IllegalStateException("the errors of " + size + " failed"));
    return BenchRow.lowerIsBetter(
        name(),
        size.name() + ": squared error of the gradient",
        errors[0],
        errors[1],
        TopKForm.SPARSE.title(size) + ", as dense",
        "gradient²");
  }

  private static double ours(TopKChild.Measure what, TopKCase size, Device device) {
    return TopKChild.run(what, TopKForm.CONDITIONAL, size, device)
        .orElseThrow(() -> new IllegalStateException(what + " of " + size + " failed"))[0];
  }
}
