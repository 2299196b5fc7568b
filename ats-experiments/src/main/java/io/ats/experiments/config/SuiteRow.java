package io.ats.experiments.config;

import java.util.Optional;

/**
 * One row of a suite's table before the grid multiplies it.
 *
 * @param label what the row is called; without one, by its selector's name
 * @param overrides what the row lays over the suite's base
 * @param grid what multiplies this row alone, of keys that the suite's grid has not
 */
public record SuiteRow(Optional<String> label, ConfigNode.Mapping overrides, Grid grid) {

  /** Returns a row that overrides nothing. */
  static SuiteRow plain(String source) {
    return new SuiteRow(Optional.empty(), ConfigNode.empty().from(source), Grid.NONE);
  }

  /**
   * Reads a row.
   *
   * @throws ConfigException if it is not a mapping, its label not text, or its grid wrong
   */
  static SuiteRow of(ConfigNode node, String path) {
    ConfigNode.Mapping row = node.mapping(path);
    Optional<String> label =
        row.get("label")
            .map(text -> Values.parse(text, String.class, Range.ALL, path + ".label"))
            .map(String.class::cast);
    Grid grid = Grid.of(row.section("grid", path + ".grid"), path + ".grid");
    return new SuiteRow(label, row.without("label").without("grid"), grid);
  }
}
