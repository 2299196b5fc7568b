package io.ats.experiments.config;

import java.util.Optional;

/**
 * One row of a suite's table before the grid multiplies it.
 *
 * @param label what the row is called; without one, by its selector's name
 * @param overrides what the row lays over the suite's base
 */
public record SuiteRow(Optional<String> label, ConfigNode.Mapping overrides) {

  /** Returns a row that overrides nothing. */
  static SuiteRow plain(String source) {
    return new SuiteRow(Optional.empty(), ConfigNode.empty().from(source));
  }

  /**
   * Reads a row.
   *
   * @throws ConfigException if it is not a mapping or its label not text
   */
  static SuiteRow of(ConfigNode node, String path) {
    ConfigNode.Mapping row = node.mapping(path);
    Optional<String> label =
        row.get("label")
            .map(text -> Values.parse(text, String.class, Range.ALL, path + ".label"))
            .map(String.class::cast);
    return new SuiteRow(label, row.without("label"));
  }
}
