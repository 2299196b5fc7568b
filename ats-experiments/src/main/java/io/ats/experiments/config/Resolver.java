package io.ats.experiments.config;

import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.options.Printable;
import io.ats.core.options.Range;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.plugin.UnknownNameException;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Names;
import io.ats.experiments.yaml.RecordBinder;
import io.ats.experiments.yaml.Trees;
import io.ats.experiments.yaml.Values;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads a trial's configuration: finds the components it names and binds their options. */
public final class Resolver {

  private static final List<String> KEYS =
      List.of(
          "dataset",
          TrialConfig.POSITION_CHANNELS,
          "selector",
          "encoder",
          "aggregator",
          "objective",
          "training",
          "seed");
  private static final Map<String, String> MEANT =
      Map.of("name", "label", "task", "dataset: {task: ...}");
  private static final String PLUGIN = "if a plugin brings it, give its jar with --plugin JAR";
  private static final Range SEEDS = new Range(0, Double.POSITIVE_INFINITY, false);
  private static final long DEFAULT_SEED = 0;

  private final Registry<DatasetSpec> datasets;
  private final Registry<SelectorSpec> selectors;
  private final Registry<EncoderSpec> encoders;
  private final Registry<AggregatorSpec> aggregators;

  /** Creates a resolver. */
  @Inject
  public Resolver(
      Registry<DatasetSpec> datasets,
      Registry<SelectorSpec> selectors,
      Registry<EncoderSpec> encoders,
      Registry<AggregatorSpec> aggregators) {
    this.datasets = datasets;
    this.selectors = selectors;
    this.encoders = encoders;
    this.aggregators = aggregators;
  }

  /**
   * Reads a trial.
   *
   * @throws ConfigException for a missing or unknown component, an unknown option, or a value that
   *     is not allowed, with file and line
   */
  public TrialConfig resolve(ConfigNode node) {
    ConfigNode.Mapping trial = node.mapping("");
    Trees.requireKnown(trial, KEYS, MEANT);
    requirePrintable(trial, "");
    return new TrialConfig(
        component(trial, "dataset", datasets),
        value(trial, TrialConfig.POSITION_CHANNELS, boolean.class, Range.ALL, false),
        component(trial, "selector", selectors),
        component(trial, "encoder", encoders),
        component(trial, "aggregator", aggregators),
        RecordBinder.bind(
            trial.section("objective", "objective"), ObjectiveOptions.DEFAULTS, "objective"),
        RecordBinder.bind(
            trial.section("training", "training"), TrainingConfig.DEFAULTS, "training"),
        value(trial, "seed", long.class, SEEDS, DEFAULT_SEED));
  }

  /** Checks that no text has control characters, which no file name or terminal takes. */
  private static void requirePrintable(ConfigNode node, String path) {
    if (node instanceof ConfigNode.Mapping mapping) {
      mapping.entries().forEach((key, value) -> requirePrintable(value, Names.join(path, key)));
    } else if (node instanceof ConfigNode.Scalar scalar
        && scalar.text() != null
        && !Printable.is(scalar.text())) {
      throw ConfigException.at(node, path, "control characters in " + node.shown());
    }
  }

  private static <T> T value(
      ConfigNode.Mapping trial, String key, Class<T> type, Range range, T absent) {
    return trial.get(key).map(given -> Values.parse(given, type, range, key)).orElse(absent);
  }

  private static <S> Component<S> component(
      ConfigNode.Mapping trial, String key, Registry<S> registry) {
    ConfigNode.Mapping given = trial.section(key, key);
    ConfigNode name =
        given
            .get("name")
            .orElseThrow(() -> ConfigException.at(given, key, "its 'name' is missing"));
    String text = name.text(key + ".name");
    S defaults;
    try {
      defaults = registry.get(text);
    } catch (UnknownNameException e) {
      throw ConfigException.at(name, key + ".name", e.getMessage() + "; " + PLUGIN);
    }
    ConfigNode.Mapping options = given.without("name").from(name.source());
    String remark = key + " '" + text + "'";
    return new Component<>(text, RecordBinder.bind(options, defaults, key, remark));
  }
}
