package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.bench.SinkhornCase.Way;
import java.util.List;

/**
 * The implicit gradient of Sinkhorn top-K against autograd through the unrolled iterations, both
 * after 200 iterations, in float64. Measured: the largest difference between the gradients relative
 * to their largest entry, against 1e-6; wall time of the backward pass alone, and of forward and
 * backward pass (the implicit method solves its linear system in the forward pass), also with the
 * iterations stopped at the selector's tolerance; and the growth of the resident size, each in its
 * own process.
 */
public final class SinkhornGradient implements Benchmark {

  private static final double SAME = 1e-6;
  private static final String OTHER = "unrolled autograd";

  private final SinkhornCase size;
  private final int warmup;
  private final int pairs;

  /** Creates the benchmark with the figures that are reported. */
  public SinkhornGradient() {
    this(new SinkhornCase(16, 1024, 10, 0.1, 200), 2, 10);
  }

  /**
   * Creates the benchmark.
   *
   * @param warmup pairs of times before those that are measured
   * @param pairs pairs that are measured
   */
  SinkhornGradient(SinkhornCase size, int warmup, int pairs) {
    this.size = size;
    this.warmup = warmup;
    this.pairs = pairs;
  }

  @Override
  public String name() {
    return "sinkhorn-topk";
  }

  @Override
  public String claim() {
    return "the implicit gradient equals the one unrolled through 200 iterations; its backward pass"
        + " takes at most a fifth of the time, all of it at most a twentieth of the memory";
  }

  @Override
  public boolean runsOnGpu() {
    return true;
  }

  @Override
  public List<BenchRow> run(Device device) {
    PairedTimes backward = new PairedTimes(device);
    PairedTimes both = new PairedTimes(device);
    PairedTimes tolerance = new PairedTimes(device);
    for (int i = -warmup; i < pairs; i++) {
      boolean first = i % 2 == 0;
      SinkhornCase.Outcome before = first ? null : size.run(Way.UNROLLED, device);
      SinkhornCase.Outcome ours = size.run(Way.IMPLICIT, device);
      SinkhornCase.Outcome stopped = size.run(Way.IMPLICIT_TO_TOLERANCE, device);
      SinkhornCase.Outcome other = first ? size.run(Way.UNROLLED, device) : before;
      if (i >= 0) {
        backward.add(ours.backward(), other.backward());
        both.add(ours.milliseconds(), other.milliseconds());
        tolerance.add(stopped.milliseconds(), other.milliseconds());
      }
    }
    return List.of(
        BenchRow.lowerIsBetter(
            name(),
            size + ": difference of the gradients",
            difference(device),
            SAME,
            "limit",
            "relative"),
        backward.row(name(), size + ": backward", OTHER, 1),
        both.row(name(), size + ": forward and backward", OTHER, 1),
        tolerance.row(name(), size + ": forward and backward, to tolerance", OTHER, 1),
        BenchRow.lowerIsBetter(
            name(),
            size + ": memory",
            SinkhornMemory.measure(size, Way.IMPLICIT, device),
            SinkhornMemory.measure(size, Way.UNROLLED, device),
            OTHER,
            "MiB"));
  }

  private double difference(Device device) {
    double[] ours = size.run(Way.IMPLICIT, device).gradient();
    double[] other = size.run(Way.UNROLLED, device).gradient();
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < ours.length; i++) {
      difference = Math.max(difference, Math.abs(ours[i] - other[i]));
      largest = Math.max(largest, Math.abs(other[i]));
    }
    return difference / largest;
  }
}
