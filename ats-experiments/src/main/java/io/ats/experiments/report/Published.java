package io.ats.experiments.report;

import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.yaml.Trees;
import java.util.HashMap;
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

  /** Returns those of suites that are expanded when they are asked for. */
  static Published of(Suites suites, SuiteExpansion expansion) {
    Map<String, List<Row>> known = new HashMap<>();
    return (suite, preset) -> {
      synchronized (known) {
        return known.computeIfAbsent(
            suite + "@" + preset, key -> expanded(suites, expansion, suite, preset));
      }
    };
  }

  private static List<Row> expanded(
      Suites suites, SuiteExpansion expansion, String suite, String preset) {
    if (!suites.names().contains(suite)) {
      return List.of();
    }
    SuiteConfig config = suites.load(suite);
    if (!config.presets().containsKey(preset)) {
      return List.of();
    }
    return expansion.expand(config, preset, List.of(), List.of()).stream()
        .map(
            trial ->
                new Row(
                    trial.variant(),
                    trial.config().selector().name(),
                    trial.config().dataset().spec().target().name(),
                    Trial.settings(Trees.leaves(trial.config().tree()))))
        .distinct()
        .toList();
  }
}
