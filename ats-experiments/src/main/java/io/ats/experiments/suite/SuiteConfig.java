package io.ats.experiments.suite;

import io.ats.core.options.Printable;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Names;
import io.ats.experiments.yaml.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A suite: rows of trials with a common base, and presets that change its size.
 *
 * @param name the suite's name
 * @param about what it shows, in one line
 * @param source what it reproduces
 * @param preset the default preset
 * @param base the options that all rows share
 * @param rows at least one
 * @param grid values for which every row is repeated
 * @param presets by name; a suite without presets has one that changes nothing
 * @param search what {@code ./ats tune} varies
 * @param launcher options of {@link LauncherConfig}
 */
public record SuiteConfig(
    String name,
    String about,
    String source,
    String preset,
    ConfigNode.Mapping base,
    List<SuiteRow> rows,
    Grid grid,
    Map<String, Preset> presets,
    ConfigNode.Mapping search,
    ConfigNode.Mapping launcher) {

  private static final String DEFAULT_PRESET = "lite";
  private static final List<String> KEYS =
      List.of(
          "suite",
          "about",
          "source",
          "preset",
          "base",
          "rows",
          "grid",
          "presets",
          "search",
          "launcher");

  /**
   * The changes that a preset makes.
   *
   * @param base overrides the suite's base
   * @param rows replace the suite's rows, unless empty
   * @param grid its keys are added to the suite's grid, or replace the same keys
   * @param search overrides the suite's
   * @param launcher overrides the suite's launcher options
   */
  public record Preset(
      ConfigNode.Mapping base,
      List<SuiteRow> rows,
      Grid grid,
      ConfigNode.Mapping search,
      ConfigNode.Mapping launcher) {

    private static final List<String> KEYS = List.of("base", "rows", "grid", "search", "launcher");
    private static final Preset NOTHING =
        new Preset(
            ConfigNode.empty(), List.of(), Grid.NONE, ConfigNode.empty(), ConfigNode.empty());

    private static Preset of(ConfigNode node, String path) {
      ConfigNode.Mapping preset = node.mapping(path);
      Trees.requireKnown(preset, path, KEYS);
      return new Preset(
          preset.section("base", path + ".base"),
          rowsOf(preset, path + ".rows"),
          Grid.of(preset.section("grid", path + ".grid"), path + ".grid"),
          preset.section("search", path + ".search"),
          preset.section("launcher", path + ".launcher"));
    }
  }

  /** Copies the collections. */
  public SuiteConfig {
    rows = List.copyOf(rows);
    presets = Collections.unmodifiableMap(new LinkedHashMap<>(presets));
  }

  /**
   * Reads a suite, but not the options of its trials, which {@link SuiteExpansion} reads.
   *
   * @throws ConfigException for anything missing, unknown or of the wrong type, with file and line
   */
  public static SuiteConfig of(ConfigNode node) {
    ConfigNode.Mapping suite = node.mapping("");
    Trees.requireKnown(suite, KEYS, Map.of("name", "suite"));
    if (suite.get("suite").isEmpty()) {
      throw ConfigException.at(suite, "suite", "the suite's name is missing");
    }
    String name = SuiteNames.name(suite.entries().get("suite"), "suite", text(suite, "suite", ""));
    String preset = text(suite, "preset", DEFAULT_PRESET);
    SuiteNames.name(suite.get("preset").orElse(suite), "preset", preset);
    Map<String, Preset> presets = new LinkedHashMap<>();
    suite
        .section("presets", "presets")
        .entries()
        .forEach(
            (key, given) ->
                presets.put(
                    SuiteNames.name(given, "presets", key), Preset.of(given, "presets." + key)));
    if (presets.isEmpty()) {
      presets.put(preset, Preset.NOTHING);
    }
    if (!presets.containsKey(preset)) {
      throw ConfigException.at(
          suite.get("preset").orElse(suite),
          "preset",
          "unknown preset '"
              + Printable.shown(preset)
              + "'"
              + Names.advice(preset, List.copyOf(presets.keySet())));
    }
    List<SuiteRow> rows = rowsOf(suite, "rows");
    return new SuiteConfig(
        name,
        Printable.message(text(suite, "about", "")),
        Printable.message(text(suite, "source", "")),
        preset,
        suite.section("base", "base"),
        rows.isEmpty() ? List.of(SuiteRow.plain(suite.source())) : rows,
        Grid.of(suite.section("grid", "grid"), "grid"),
        presets,
        suite.section("search", "search"),
        suite.section("launcher", "launcher"));
  }

  /**
   * Returns the suite with a preset's changes.
   *
   * @throws ConfigException if there is no such preset; it lists the known ones
   */
  public SuiteConfig with(String presetName) {
    Preset chosen = presets.get(presetName);
    if (chosen == null) {
      throw new ConfigException(
          "unknown preset '"
              + Printable.shown(presetName)
              + "' of suite '"
              + name
              + "'"
              + Names.advice(presetName, List.copyOf(presets.keySet())));
    }
    return new SuiteConfig(
        name,
        about,
        source,
        presetName,
        Trees.merge(base, chosen.base()),
        chosen.rows().isEmpty() ? rows : chosen.rows(),
        grid.with(chosen.grid()),
        Map.of(presetName, Preset.NOTHING),
        Trees.merge(search, chosen.search()),
        Trees.merge(launcher, chosen.launcher()));
  }

  private static String text(ConfigNode.Mapping suite, String key, String absent) {
    return suite.get(key).map(node -> node.text(key)).orElse(absent);
  }

  private static List<SuiteRow> rowsOf(ConfigNode.Mapping node, String path) {
    if (node.get("rows").isEmpty()) {
      return List.of();
    }
    ConfigNode given = node.entries().get("rows");
    List<SuiteRow> rows = new ArrayList<>();
    for (ConfigNode row : given.list(path, "rows")) {
      rows.add(SuiteRow.of(row, path + "[" + rows.size() + "]"));
    }
    if (rows.isEmpty()) {
      throw ConfigException.at(given, path, "expected at least one row, got none");
    }
    return rows;
  }
}
