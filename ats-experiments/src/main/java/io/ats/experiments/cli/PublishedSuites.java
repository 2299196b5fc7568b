package io.ats.experiments.cli;

import io.ats.experiments.report.Published;
import io.ats.experiments.report.Trial;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.yaml.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The named suites, each preset expanded once, when it is asked for. */
final class PublishedSuites implements Published {

  private final Suites suites;
  private final SuiteExpansion expansion;
  private final Map<String, List<Row>> known = new HashMap<>();

  PublishedSuites(Suites suites, SuiteExpansion expansion) {
    this.suites = suites;
    this.expansion = expansion;
  }

  @Override
  public synchronized List<Row> rows(String suite, String preset) {
    return known.computeIfAbsent(suite + "@" + preset, key -> expanded(suite, preset));
  }

  private List<Row> expanded(String suite, String preset) {
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
