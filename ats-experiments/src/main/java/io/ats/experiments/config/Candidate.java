package io.ats.experiments.config;

import io.ats.core.options.OptionException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A combination of row and grid before {@code --only} has chosen.
 *
 * @param variant what the trial's row is called
 * @param source where the row stands
 * @param config the resolved trial; empty if it cannot be resolved
 * @param failure why it cannot be resolved
 * @param leaves text by dotted key, resolved if the trial is, and by the short keys
 */
record Candidate(
    String variant,
    String source,
    Optional<TrialConfig> config,
    Optional<ConfigException> failure,
    Map<String, String> leaves) {

  private static final Map<String, String> SHORT =
      Map.of(
          "selector", "selector.name",
          "encoder", "encoder.name",
          "aggregator", "aggregator.name",
          "dataset", "dataset.name",
          "task", "dataset.task");

  /** Resolves a tree; what is wrong with it is kept, since the trial may not be chosen. */
  static Candidate of(
      Resolver resolver, SuiteRow row, Grid.Point point, ConfigNode.Mapping merged) {
    Map<String, String> leaves = new LinkedHashMap<>(Trees.leaves(merged));
    Optional<TrialConfig> config = Optional.empty();
    Optional<ConfigException> failure = Optional.empty();
    try {
      TrialConfig given = TrialConfig.of(merged);
      TrialConfig resolved = resolver.resolve(given);
      config = Optional.of(resolved);
      leaves = new LinkedHashMap<>(Trees.leaves(resolved.tree()));
      leaves.put("task", task(resolver, given));
      leaves.put(TrialConfig.POSITION_CHANNELS, Boolean.toString(resolved.positionChannels()));
    } catch (ConfigException e) {
      failure = Optional.of(e);
    }
    for (Map.Entry<String, String> key : SHORT.entrySet()) {
      if (leaves.containsKey(key.getValue())) {
        leaves.put(key.getKey(), leaves.get(key.getValue()));
      }
    }
    String called = row.label().orElse(leaves.getOrDefault("selector", ""));
    String remarks = point.remarks().isEmpty() ? "" : " " + String.join(", ", point.remarks());
    leaves.put("variant", called + remarks);
    return new Candidate(
        called + remarks, row.overrides().source(), config, failure, Map.copyOf(leaves));
  }

  private static String task(Resolver resolver, TrialConfig trial) {
    try {
      return resolver.components(trial).dataset().task().name();
    } catch (OptionException e) {
      throw ConfigException.at(trial.dataset().options(), "dataset", e.getMessage());
    }
  }

  /** Returns the trial. */
  PlannedTrial planned() {
    TrialConfig trial = config.orElseThrow();
    return new PlannedTrial(TrialId.of(trial), variant, trial);
  }
}
