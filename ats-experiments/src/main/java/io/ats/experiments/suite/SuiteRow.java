package io.ats.experiments.suite;

import io.ats.core.options.Printable;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.util.Optional;

/**
 * A row of a suite: one trial for each point of the suite's grid and the row's own.
 *
 * @param label the row's name; the selector's if empty
 * @param overrides what the row changes in the suite's base
 * @param tuningTrials how many trials its options were chosen from; 0 if not by {@code ./ats tune}
 * @param grid values for which this row alone is repeated; no key of the suite's grid
 */
public record SuiteRow(
    Optional<String> label, int tuningTrials, ConfigNode.Mapping overrides, Grid grid) {

  /** The key of {@code tuningTrials}, which {@code tuned.yaml} has. */
  public static final String TUNING = "tuning-trials";

  /** Returns a row that overrides nothing. */
  static SuiteRow plain(String source) {
    return new SuiteRow(Optional.empty(), 0, ConfigNode.empty().from(source), Grid.NONE);
  }

  /**
   * Reads a row.
   *
   * @throws ConfigException if it is not a mapping, its label is not text, or its grid is invalid
   */
  static SuiteRow of(ConfigNode node, String path) {
    ConfigNode.Mapping row = node.mapping(path);
    Optional<String> label = row.get("label").map(text -> SuiteNames.label(text, path + ".label"));
    Grid grid = Grid.of(row.section("grid", path + ".grid"), path + ".grid");
    ConfigNode.Mapping overrides = row.without("label").without(TUNING).without("grid");
    return new SuiteRow(label, tuning(row, path), overrides, grid);
  }

  /** Returns the number that a mapping has under that key, 0 if none. */
  static int tuning(ConfigNode.Mapping mapping, String path) {
    ConfigNode node = mapping.get(TUNING).orElse(null);
    if (node == null) {
      return 0;
    }
    String text = node.text(path + "." + TUNING);
    if (!text.matches("[0-9]{1,9}")) {
      throw ConfigException.at(
          node,
          path + "." + TUNING,
          "expected a number of trials, got '" + Printable.shown(text) + "'");
    }
    return Integer.parseInt(text);
  }
}
