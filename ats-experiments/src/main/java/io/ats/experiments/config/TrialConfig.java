package io.ats.experiments.config;

import io.ats.core.objective.ObjectiveOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that determines a trial.
 *
 * @param positionChannels whether each pixel's position joins the images as two more channels
 * @param seed determines everything random, at least 0
 */
public record TrialConfig(
    ComponentConfig dataset,
    boolean positionChannels,
    ComponentConfig selector,
    ComponentConfig encoder,
    ComponentConfig aggregator,
    ObjectiveOptions objective,
    TrainingConfig training,
    long seed) {

  /** The key that switches position channels on. */
  static final String POSITION_CHANNELS = "position-channels";

  private static final String PICTURE_EVERY = "picture-every";

  private static final List<String> KEYS =
      List.of(
          "dataset",
          POSITION_CHANNELS,
          "selector",
          "encoder",
          "aggregator",
          "objective",
          "training",
          "seed");
  private static final long DEFAULT_SEED = 0;
  private static final Range SEEDS = new Range(0, Double.POSITIVE_INFINITY, false);

  /**
   * Reads a trial; the components' options stay as given until {@link Resolver} reads them.
   *
   * @throws ConfigException for a missing component or whatever else is wrong, with file and line
   */
  public static TrialConfig of(ConfigNode node) {
    ConfigNode.Mapping trial = node.mapping("");
    Trees.requireKnown(trial, "", KEYS);
    return new TrialConfig(
        ComponentConfig.of(trial, "dataset"),
        trial
            .get(POSITION_CHANNELS)
            .map(on -> (boolean) Values.parse(on, boolean.class, Range.ALL, POSITION_CHANNELS))
            .orElse(false),
        ComponentConfig.of(trial, "selector"),
        ComponentConfig.of(trial, "encoder"),
        ComponentConfig.of(trial, "aggregator"),
        RecordBinder.bind(
            trial.section("objective", "objective"), ObjectiveOptions.DEFAULTS, "objective"),
        RecordBinder.bind(
            trial.section("training", "training"), TrainingConfig.DEFAULTS, "training"),
        trial
            .get("seed")
            .map(seed -> (long) Values.parse(seed, long.class, SEEDS, "seed"))
            .orElse(DEFAULT_SEED));
  }

  /**
   * Returns the trial as a tree, in the record's order. Position channels and pictures over the
   * epochs stand there only where they are on, so that trials without keep the names they had
   * before there were any.
   */
  public ConfigNode.Mapping tree() {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("dataset", dataset.tree());
    if (positionChannels) {
      entries.put(POSITION_CHANNELS, ConfigWriter.scalar(true));
    }
    entries.put("selector", selector.tree());
    entries.put("encoder", encoder.tree());
    entries.put("aggregator", aggregator.tree());
    entries.put("objective", ConfigWriter.tree(objective));
    ConfigNode.Mapping given = ConfigWriter.tree(training);
    entries.put("training", training.pictureEvery() == 0 ? given.without(PICTURE_EVERY) : given);
    entries.put("seed", ConfigWriter.scalar(seed));
    return new ConfigNode.Mapping(entries, ConfigNode.DEFAULT);
  }

  /** Returns the trial as YAML; canonical if {@link Resolver#resolve} made it. */
  public String yaml() {
    return ConfigWriter.yaml(tree());
  }
}
