package io.ats.experiments.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Times two pieces of work in turn, so that whatever slows the machine slows both. Which goes first
 * changes from pair to pair.
 */
final class PairedTimes {

  private final List<Double> ours = new ArrayList<>();
  private final List<Double> others = new ArrayList<>();

  /**
   * Runs both, first unmeasured to warm up, then measured.
   *
   * @param warmup how often unmeasured
   * @param pairs how often measured; adds to earlier calls
   */
  void measure(Runnable our, Runnable other, int warmup, int pairs) {
    for (int i = -warmup; i < pairs; i++) {
      boolean first = i % 2 == 0;
      double before = first ? 0 : milliseconds(other);
      double mine = milliseconds(our);
      double its = first ? milliseconds(other) : before;
      if (i >= 0) {
        add(mine, its);
      }
    }
  }

  /** Adds a pair that was measured elsewhere, in milliseconds. */
  void add(double our, double other) {
    ours.add(our);
    others.add(other);
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-6;
  }

  /**
   * Returns the row: medians of both, in milliseconds over {@code units}, and the median of the
   * pairs' ratios.
   *
   * @param units how many of what is reported one run does
   */
  BenchRow row(String bench, String case_, String other, int units) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(others.get(i) / ours.get(i));
    }
    return new BenchRow(
        bench, case_, median(ours) / units, median(others) / units, other, "ms", median(ratios));
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
