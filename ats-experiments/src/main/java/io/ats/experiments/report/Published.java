package io.ats.experiments.report;

import java.util.List;
import java.util.Map;

/** The configurations of the built-in suites' presets, with which a run's are compared. */
@FunctionalInterface
public interface Published {

  /**
   * A variant of a preset.
   *
   * @param label the suite's
   * @param selector its name
   * @param task the task's name
   * @param settings every option but the seed
   */
  record Row(String label, String selector, String task, Map<String, String> settings) {}

  /** Returns a preset's variants; none if there is no such suite or preset. */
  List<Row> rows(String suite, String preset);
}
