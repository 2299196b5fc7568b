package io.ats.experiments.config;

import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.options.Printable;
import io.ats.core.options.Range;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.Components;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.SelectorSpec;
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
  private static final Range SEEDS = new Range(0, Double.POSITIVE_INFINITY, false);
  private static final long DEFAULT_SEED = 0;

  private final RecordBinder binder;

  /** Creates a resolver. */
  @Inject
  public Resolver(Components components) {
    binder = new RecordBinder(components);
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
        component(trial, "dataset", DatasetSpec.class),
        value(trial, TrialConfig.POSITION_CHANNELS, boolean.class, Range.ALL, false),
        component(trial, "selector", SelectorSpec.class),
        component(trial, "encoder", EncoderSpec.class),
        component(trial, "aggregator", AggregatorSpec.class),
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

  private <S> Component<S> component(ConfigNode.Mapping trial, String key, Class<S> kind) {
    return binder.component(trial.section(key, key), kind, key);
  }
}
