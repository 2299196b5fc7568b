package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.suite.SuiteRef;
import java.util.List;
import java.util.function.Consumer;

/** One measurement of a performance claim. */
public interface Benchmark {

  /** Returns the name for {@code ./ats bench}. */
  String name();

  /** Returns the claim, in one line. */
  String claim();

  /** Returns whether it can measure a GPU. */
  default boolean runsOnGpu() {
    return false;
  }

  /**
   * Returns the benchmark for trials of the user's choice.
   *
   * @param suite whose trials; null for the benchmark's own
   * @param only as for {@code run --only}
   * @param set as for {@code run --set}
   * @throws IllegalArgumentException if it measures no trials of a suite
   */
  default Benchmark of(SuiteRef suite, List<String> only, List<String> set) {
    throw new IllegalArgumentException(
        "bench " + name() + " takes no --suite, --only or --set: it measures no suite's trials");
  }

  /**
   * Measures; takes from seconds to a quarter of an hour.
   *
   * @param device the CPU, or a GPU if {@link #runsOnGpu}
   */
  List<BenchRow> run(Device device);

  /** Measures likewise, and hands rows on as soon as they are known. */
  default void run(Device device, Consumer<List<BenchRow>> known) {
    known.accept(run(device));
  }

  /** Returns charts of rows that {@link #run} returned. */
  default List<NamedChart> charts(List<BenchRow> rows) {
    return List.of();
  }
}
