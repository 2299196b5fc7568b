package io.ats.experiments.bench;

import java.util.List;

/** One measurement of a performance claim. */
public interface Benchmark {

  /** Returns the name for {@code ./ats bench}. */
  String name();

  /** Returns the claim, in one line. */
  String claim();

  /** Measures; takes from seconds to a few minutes. */
  List<BenchRow> run();
}
