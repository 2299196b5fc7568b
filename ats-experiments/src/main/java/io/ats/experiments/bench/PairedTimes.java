package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Times two pieces of work in turn, so that other load on the machine slows both. The order
 * alternates from pair to pair.
 */
final class PairedTimes {

  private final Device device;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> others = new ArrayList<>();

  /** Creates a clock for work on a device. */
  PairedTimes(Device device) {
    this.device = device;
  }

  /**
   * Runs both in pairs and adds their times to those of earlier calls.
   *
   * @param warmup pairs before those that are measured
   * @param pairs pairs that are measured
   */
  void measure(Runnable our, Runnable other, int warmup, int pairs) {
    for (int i = -warmup; i < pairs; i++) {
      boolean first = i % 2 == 0;
      double before = first ? 0 : milliseconds(other);
      double mine = milliseconds(our);
      double theirs = first ? milliseconds(other) : before;
      if (i >= 0) {
        add(mine, theirs);
      }
    }
  }

  /** Adds a pair that was measured elsewhere, in milliseconds. */
  void add(double our, double other) {
    ours.add(our);
    others.add(other);
  }

  /** Returns how long work takes. */
  double milliseconds(Runnable work) {
    settle();
    long start = System.nanoTime();
    work.run();
    settle();
    return (System.nanoTime() - start) * 1e-6;
  }

  /** Waits until a GPU has done all that it was told: a number that it sends comes after that. */
  private void settle() {
    if (device.isGpu()) {
      try (NDManager manager = NDManager.newBaseManager(device)) {
        manager.ones(new Shape(1)).toFloatArray();
      }
    }
  }

  /**
   * Returns the row: the median time of each, in milliseconds per unit, and the median of the
   * pairs' ratios.
   *
   * @param units units of work in one run
   */
  BenchRow row(String bench, String measured, String other, int units) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(others.get(i) / ours.get(i));
    }
    return new BenchRow(
        bench, measured, median(ours) / units, median(others) / units, other, "ms", median(ratios));
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
