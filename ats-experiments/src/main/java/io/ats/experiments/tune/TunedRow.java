package io.ats.experiments.tune;

import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.config.TrialId;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import io.ats.experiments.yaml.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The trials of a suite that differ in their seed alone: what is tuned at once.
 *
 * @param label what sets the row apart from the suite's others
 * @param variant its name in the suite's tables
 * @param config its configuration, with the first seed
 * @param seeds the seeds of the suite's own trials
 */
record TunedRow(String label, String variant, TrialConfig config, List<Long> seeds) {

  /** Copies the seeds. */
  TunedRow {
    seeds = List.copyOf(seeds);
  }

  /** Returns the rows of a suite, in its order. */
  static List<TunedRow> of(List<PlannedTrial> trials) {
    Map<ConfigNode.Mapping, List<PlannedTrial>> groups =
        trials.stream()
            .collect(
                Collectors.groupingBy(
                    trial -> trial.config().tree().without("seed"),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Map<String, Long> names =
        groups.values().stream()
            .collect(Collectors.groupingBy(g -> g.get(0).variant(), Collectors.counting()));
    Map<String, List<ConfigNode.Mapping>> alike = new LinkedHashMap<>();
    groups.forEach(
        (tree, group) ->
            alike.computeIfAbsent(label(group, names), label -> new ArrayList<>()).add(tree));
    List<TunedRow> rows = new ArrayList<>();
    for (Map.Entry<ConfigNode.Mapping, List<PlannedTrial>> entry : groups.entrySet()) {
      List<PlannedTrial> group = entry.getValue();
      PlannedTrial first = group.get(0);
      String label = label(group, names);
      rows.add(
          new TunedRow(
              label + apart(entry.getKey(), alike.get(label)),
              first.variant(),
              first.config(),
              group.stream().map(trial -> trial.config().seed()).toList()));
    }
    return rows;
  }

  private static String label(List<PlannedTrial> group, Map<String, Long> names) {
    PlannedTrial first = group.get(0);
    return names.get(first.variant()) == 1
        ? first.variant()
        : first.variant() + " on " + first.config().dataset().spec().target().name();
  }

  /** Returns what sets a row apart from others of its label. */
  private static String apart(ConfigNode.Mapping own, List<ConfigNode.Mapping> alike) {
    return alike.size() == 1
        ? ""
        : Trees.differing(Trees.leaves(own), alike.stream().map(Trees::leaves).toList())
            .entrySet()
            .stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** Returns the row's configuration with some options' values, with every option. */
  ConfigNode.Mapping with(Map<String, ConfigNode> values) {
    ConfigNode.Mapping tree = config.tree();
    for (Map.Entry<String, ConfigNode> value : values.entrySet()) {
      tree = Trees.merge(tree, Trees.at(value.getKey(), value.getValue()));
    }
    return tree;
  }

  /**
   * Returns a trial of a search, which does not look at the test split.
   *
   * @param values the options' values
   * @param length how long it is trained
   */
  PlannedTrial trial(
      Resolver resolver, String title, Map<String, ConfigNode> values, Length length, long seed) {
    TrialConfig valued = resolver.resolve(with(values));
    ConfigNode.Mapping tree = Trees.merge(valued.tree(), length.of(valued.training()));
    tree = Trees.merge(tree, Trees.at("training.test", ConfigWriter.scalar(false)));
    tree = Trees.merge(tree, Trees.at("seed", ConfigWriter.scalar(seed)));
    TrialConfig whole = resolver.resolve(tree);
    return new PlannedTrial(TrialId.of(whole.tree()), title, whole);
  }
}
