package io.ats.experiments.suite;

import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.util.Optional;

/**
 * A row of a suite: one trial for each point of the suite's grid and the row's own.
 *
 * @param label the row's name; the selector's if empty
 * @param overrides what the row changes in the suite's base
 * @param grid values for which this row alone is repeated; no key of the suite's grid
 */
public record SuiteRow(Optional<String> label, ConfigNode.Mapping overrides, Grid grid) {

  /** Returns a row that overrides nothing. */
  static SuiteRow plain(String source) {
    return new SuiteRow(Optional.empty(), ConfigNode.empty().from(source), Grid.NONE);
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
    return new SuiteRow(label, row.without("label").without("grid"), grid);
  }
}
