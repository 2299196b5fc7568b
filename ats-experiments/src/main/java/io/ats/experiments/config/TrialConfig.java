package io.ats.experiments.config;

import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that determines a trial, read by {@link Resolver}.
 *
 * @param positionChannels whether the images have each pixel's position as two more channels
 * @param seed of all random numbers, at least 0
 */
public record TrialConfig(
    Component<DatasetSpec> dataset,
    boolean positionChannels,
    Component<SelectorSpec> selector,
    Component<EncoderSpec> encoder,
    Component<AggregatorSpec> aggregator,
    ObjectiveOptions objective,
    TrainingConfig training,
    long seed) {

  /** The key of {@link #positionChannels}. */
  public static final String POSITION_CHANNELS = "position-channels";

  /** Returns the trial as a tree with every option, in the record's order. */
  public ConfigNode.Mapping tree() {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("dataset", ConfigWriter.tree(dataset));
    entries.put(POSITION_CHANNELS, ConfigWriter.scalar(positionChannels));
    entries.put("selector", ConfigWriter.tree(selector));
    entries.put("encoder", ConfigWriter.tree(encoder));
    entries.put("aggregator", ConfigWriter.tree(aggregator));
    entries.put("objective", ConfigWriter.tree(objective));
    entries.put("training", ConfigWriter.tree(training));
    entries.put("seed", ConfigWriter.scalar(seed));
    return new ConfigNode.Mapping(entries, ConfigNode.DEFAULT);
  }

  /** Returns the trial as canonical YAML. */
  public String yaml() {
    return ConfigWriter.yaml(tree());
  }
}
