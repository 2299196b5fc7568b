package io.ats.experiments.suite;

import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import io.ats.experiments.yaml.Names;
import io.ats.experiments.yaml.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A suite with the complete configuration of every trial: the run folder's {@code suite.yaml}.
 * Reading it needs no plugin.
 *
 * @param suite the suite's name
 * @param about what it shows, in one line
 * @param source what it reproduces
 * @param preset the preset
 * @param trials in the suite's order
 */
public record ResolvedSuite(
    String suite, String about, String source, String preset, List<Entry> trials) {

  private static final List<String> KEYS = List.of("suite", "about", "source", "preset", "trials");
  private static final List<String> TRIAL_KEYS =
      List.of("id", "variant", SuiteRow.TUNING, "config");

  /**
   * A trial.
   *
   * @param id the trial's identifier and folder name
   * @param variant the name of its row in the tables
   * @param tuningTrials how many trials the row's options were chosen from; 0 if not by {@code
   *     ./ats tune}
   * @param config everything that determines the trial
   */
  public record Entry(String id, String variant, int tuningTrials, ConfigNode.Mapping config) {}

  /** Copies the trials. */
  public ResolvedSuite {
    trials = List.copyOf(trials);
  }

  /** Returns a suite with its trials. */
  public static ResolvedSuite of(SuiteConfig suite, String preset, List<PlannedTrial> trials) {
    List<Entry> entries =
        trials.stream()
            .map(
                trial ->
                    new Entry(
                        trial.id(), trial.variant(), trial.tuningTrials(), trial.config().tree()))
            .toList();
    return new ResolvedSuite(suite.name(), suite.about(), suite.source(), preset, entries);
  }

  /**
   * Reads what {@link #yaml} wrote.
   *
   * @throws ConfigException for anything missing, unknown or of the wrong type, with file and line
   */
  public static ResolvedSuite of(ConfigNode node) {
    ConfigNode.Mapping suite = node.mapping("");
    Trees.requireKnown(suite, "", KEYS);
    List<Entry> trials = new ArrayList<>();
    for (ConfigNode item : required(suite, "trials", "trials").list("trials", "trials")) {
      trials.add(entry(item, "trials[" + trials.size() + "]"));
    }
    return new ResolvedSuite(
        text(suite, "suite", ""),
        text(suite, "about", ""),
        text(suite, "source", ""),
        text(suite, "preset", ""),
        trials);
  }

  private static Entry entry(ConfigNode node, String path) {
    ConfigNode.Mapping trial = node.mapping(path);
    Trees.requireKnown(trial, path, TRIAL_KEYS);
    String place = Names.join(path, "config");
    return new Entry(
        text(trial, "id", path),
        text(trial, "variant", path),
        SuiteRow.tuning(trial, path),
        required(trial, "config", place).mapping(place));
  }

  private static String text(ConfigNode.Mapping mapping, String key, String path) {
    String place = Names.join(path, key);
    return required(mapping, key, place).text(place);
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

  private static ConfigNode tree(Entry trial) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("id", ConfigWriter.scalar(trial.id()));
    entries.put("variant", ConfigWriter.scalar(trial.variant()));
    if (trial.tuningTrials() > 0) {
      entries.put(SuiteRow.TUNING, ConfigWriter.scalar(trial.tuningTrials()));
    }
    entries.put("config", trial.config());
    return new ConfigNode.Mapping(entries, ConfigNode.DEFAULT);
  }
}
