package io.ats.experiments.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run consists of: the run folder's {@code suite.yaml}.
 *
 * @param suite the suite's name
 * @param about what it shows, one line
 * @param source what it reproduces
 * @param preset the preset
 * @param trials in the suite's order
 */
public record ResolvedSuite(
    String suite, String about, String source, String preset, List<PlannedTrial> trials) {

  private static final List<String> KEYS = List.of("suite", "about", "source", "preset", "trials");
  private static final List<String> TRIAL_KEYS = List.of("id", "variant", "config");

  /** Copies the trials. */
  public ResolvedSuite {
    trials = List.copyOf(trials);
  }

  /** Returns what a run of a suite's trials consists of. */
  public static ResolvedSuite of(SuiteConfig suite, String preset, List<PlannedTrial> trials) {
    return new ResolvedSuite(suite.name(), suite.about(), suite.source(), preset, trials);
  }

  /**
   * Reads what {@link #yaml} wrote.
   *
   * @throws ConfigException for whatever is wrong, with file and line
   */
  public static ResolvedSuite of(ConfigNode node) {
    ConfigNode.Mapping suite = node.mapping("");
    Trees.requireKnown(suite, "", KEYS);
    List<PlannedTrial> trials = new ArrayList<>();
    for (ConfigNode item : required(suite, "trials", "trials").list("trials", "trials")) {
      trials.add(trial(item, "trials[" + trials.size() + "]"));
    }
    return new ResolvedSuite(
        text(suite, "suite", ""),
        text(suite, "about", ""),
        text(suite, "source", ""),
        text(suite, "preset", ""),
        trials);
  }

  private static PlannedTrial trial(ConfigNode node, String path) {
    ConfigNode.Mapping trial = node.mapping(path);
    Trees.requireKnown(trial, path, TRIAL_KEYS);
    return new PlannedTrial(
        text(trial, "id", path),
        text(trial, "variant", path),
        TrialConfig.of(required(trial, "config", Names.join(path, "config"))));
  }

  private static String text(ConfigNode.Mapping mapping, String key, String path) {
    String place = Names.join(path, key);
    return (String) Values.parse(required(mapping, key, place), String.class, Range.ALL, place);
  }

  private static ConfigNode required(ConfigNode.Mapping mapping, String key, String path) {
    return mapping.get(key).orElseThrow(() -> ConfigException.at(mapping, path, "is missing"));
  }

  /** Returns the file's text. */
  public String yaml() {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("suite", ConfigWriter.scalar(suite));
    entries.put("about", ConfigWriter.scalar(about));
    entries.put("source", ConfigWriter.scalar(source));
    entries.put("preset", ConfigWriter.scalar(preset));
    List<ConfigNode> items = trials.stream().map(ResolvedSuite::tree).toList();
    entries.put("trials", new ConfigNode.Sequence(items, ConfigNode.DEFAULT));
    return ConfigWriter.yaml(new ConfigNode.Mapping(entries, ConfigNode.DEFAULT));
  }

  private static ConfigNode tree(PlannedTrial trial) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("id", ConfigWriter.scalar(trial.id()));
    entries.put("variant", ConfigWriter.scalar(trial.variant()));
    entries.put("config", trial.config().tree());
    return new ConfigNode.Mapping(entries, ConfigNode.DEFAULT);
  }
}
