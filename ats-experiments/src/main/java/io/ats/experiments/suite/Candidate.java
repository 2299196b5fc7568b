package io.ats.experiments.suite;

import io.ats.core.options.OptionException;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.config.TrialId;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A row at a point of the grids, to which {@code --only} has not been applied yet: a trial, or what
 * is wrong with it.
 *
 * @param source where the row is written
 * @param trial empty if it is invalid
 * @param failure why it is invalid
 * @param values text by dotted and by short key; of every option if it is valid
 */
record Candidate(
    String source,
    Optional<PlannedTrial> trial,
    Optional<ConfigException> failure,
    Map<String, String> values) {

  /** Copies the values. */
  Candidate {
    values = Map.copyOf(values);
  }

  /** Resolves a configuration; a failure is kept, since {@code --only} may exclude the trial. */
  static Candidate of(
      Resolver resolver, SuiteRow row, Grid.Point point, Supplier<ConfigNode.Mapping> options) {
    String source = row.overrides().source();
    ConfigNode.Mapping merged = row.overrides();
    ConfigException failure;
    try {
      merged = options.get();
      TrialConfig config = resolver.resolve(merged);
      ConfigNode.Mapping tree = config.tree();
      Map<String, String> values = values(tree, row, point);
      values.put("task", config.dataset().spec().target().name());
      PlannedTrial trial =
          new PlannedTrial(TrialId.of(tree), values.get("variant"), row.tuningTrials(), config);
      return new Candidate(source, Optional.of(trial), Optional.empty(), values);
    } catch (ConfigException e) {
      failure = e;
    } catch (OptionException e) {
      failure = ConfigException.at(merged.get("dataset").orElse(merged), "dataset", e.getMessage());
    }
    return new Candidate(
        source, Optional.empty(), Optional.of(failure), values(merged, row, point));
  }

  private static Map<String, String> values(
      ConfigNode.Mapping tree, SuiteRow row, Grid.Point point) {
    Map<String, String> values = new HashMap<>(Trees.leaves(tree));
    ShortKeys.addTo(values);
    String label = row.label().orElse(values.getOrDefault("selector", ""));
    String remarks = point.remarks().isEmpty() ? "" : " " + String.join(", ", point.remarks());
    values.put("variant", label + remarks);
    return values;
  }

  /**
   * Returns the trial.
   *
   * @throws ConfigException if it is invalid
   */
  PlannedTrial planned() {
    return trial.orElseThrow(() -> failure.orElseThrow());
  }
}
