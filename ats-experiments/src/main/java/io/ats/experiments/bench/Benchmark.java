package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.report.charts.NamedChart;
import java.util.List;

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
   * Measures; takes from seconds to a quarter of an hour.
   *
   * @param device the CPU, or a GPU if {@link #runsOnGpu}
   */
  List<BenchRow> run(Device device);

  /** Returns charts of rows that {@link #run} returned. */
  default List<NamedChart> charts(List<BenchRow> rows) {
    return List.of();
  }
}
