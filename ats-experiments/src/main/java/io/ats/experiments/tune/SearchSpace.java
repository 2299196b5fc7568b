package io.ats.experiments.tune;

import io.ats.core.options.Printable;
import io.ats.datasets.scene.Fingerprint;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Names;
import io.ats.experiments.yaml.RecordBinder;
import io.ats.experiments.yaml.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a search varies: the section {@code search} of a suite.
 *
 * @param shared ranges of options that every row has, by dotted key
 * @param owned ranges of a component's options, by component such as {@code selector.ats}, then by
 *     option
 * @param budget how much is trained
 */
public record SearchSpace(
    Map<String, SearchRange> shared,
    Map<String, Map<String, SearchRange>> owned,
    SearchBudget budget) {

  private static final List<String> SHARED = List.of("training", "objective");
  private static final List<String> COMPONENTS = List.of("selector", "encoder", "aggregator");
  private static final List<String> KEYS =
      List.of(SearchBudget.SECTION, "training", "objective", "selector", "encoder", "aggregator");

  /** The options whose values are those of the budget, or say what a trial is. */
  private static final List<String> FIXED =
      List.of("training.epochs", "training.steps", "training.test");

  /** Copies the maps. */
  public SearchSpace {
    shared = Map.copyOf(shared);
    owned = Map.copyOf(owned);
  }

  /**
   * Reads the section.
   *
   * @throws ConfigException for anything missing, unknown or of the wrong type, with file and line
   */
  public static SearchSpace of(ConfigNode.Mapping search) {
    Trees.requireKnown(search, "search", KEYS);
    Map<String, SearchRange> shared = new LinkedHashMap<>();
    for (String section : SHARED) {
      ranges(search.section(section, "search." + section), section)
          .forEach((option, range) -> shared.put(Names.join(section, option), range));
    }
    Map<String, Map<String, SearchRange>> owned = new LinkedHashMap<>();
    for (String kind : COMPONENTS) {
      search
          .section(kind, "search." + kind)
          .entries()
          .forEach(
              (name, options) -> {
                String component = Names.join(kind, name);
                owned.put(component, ranges(options.mapping("search." + component), component));
              });
    }
    ConfigNode budget = search.section(SearchBudget.SECTION, "search.budget");
    return new SearchSpace(
        shared, owned, RecordBinder.bind(budget, SearchBudget.DEFAULTS, "search.budget"));
  }

  private static Map<String, SearchRange> ranges(ConfigNode.Mapping options, String section) {
    Map<String, SearchRange> ranges = new LinkedHashMap<>();
    options
        .entries()
        .forEach(
            (option, range) -> {
              String path = "search." + section + "." + option;
              if (FIXED.contains(section + "." + option)) {
                throw ConfigException.at(range, path, "is not searched; see search.budget");
              }
              ranges.put(option, SearchRange.of(range, path));
            });
    return ranges;
  }

  /** Returns whether nothing is searched. */
  public boolean isEmpty() {
    return shared.isEmpty() && owned.isEmpty();
  }

  /**
   * Checks that each component whose options are searched is one of some row.
   *
   * @param source where the section is, for messages
   * @throws ConfigException if one is not
   */
  public void requireUsed(List<TrialConfig> trials, String source) {
    for (String component : owned.keySet()) {
      if (trials.stream().noneMatch(trial -> components(trial).containsValue(component))) {
        String kind = component.substring(0, component.indexOf('.'));
        throw new ConfigException(
            source,
            "search.%s: no row has this %s; there are: %s"
                .formatted(
                    Printable.shown(component),
                    kind,
                    trials.stream()
                        .map(trial -> components(trial).get(kind).substring(kind.length() + 1))
                        .distinct()
                        .collect(Collectors.joining(", "))));
      }
    }
  }

  /** Returns the ranges of a trial's options, by dotted key, in order of the keys. */
  Map<String, SearchRange> ranges(TrialConfig trial) {
    Map<String, SearchRange> ranges = new TreeMap<>(shared);
    components(trial)
        .forEach(
            (kind, component) ->
                owned
                    .getOrDefault(component, Map.of())
                    .forEach((option, range) -> ranges.put(Names.join(kind, option), range)));
    return ranges;
  }

  private static Map<String, String> components(TrialConfig trial) {
    return Map.of(
        "selector", Names.join("selector", trial.selector().name()),
        "encoder", Names.join("encoder", trial.encoder().name()),
        "aggregator", Names.join("aggregator", trial.aggregator().name()));
  }

  /**
   * Returns the values of a trial's options in a configuration. They depend on the seed of the
   * draws, the configuration's number and the option's key alone: rows that search the same option
   * try the same values.
   *
   * @param configuration its number, from 0
   */
  Map<String, ConfigNode> draw(TrialConfig trial, int configuration) {
    Map<String, ConfigNode> values = new LinkedHashMap<>();
    ranges(trial)
        .forEach((key, range) -> values.put(key, range.at(uniform(configuration + "/" + key))));
    return values;
  }

  /** Returns a number in [0,1) that is the same for the same text and seed. */
  private double uniform(String text) {
    String hash = Fingerprint.sha256(digest -> Fingerprint.add(digest, budget.seed() + "/" + text));
    // 52 bits.
    return Long.parseLong(hash.substring(0, 13), 16) / (double) (1L << 52);
  }
}
