package io.ats.experiments.suite;

import io.ats.core.options.Printable;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.util.regex.Pattern;

/** What suites, presets and rows may be called: names become folders, labels stand in charts. */
final class SuiteNames {

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N} ._+-]{0,58}[\\p{L}\\p{M}\\p{N}_+-])?");
  private static final int LONGEST_LABEL = 120;

  private SuiteNames() {}

  /**
   * Checks the name of a suite or preset.
   *
   * @param node where it stands
   * @throws ConfigException unless it is 1 to 60 letters, digits and {@code . _ + -}, or spaces
   *     within
   */
  static String name(ConfigNode node, String path, String name) {
    if (!NAME.matcher(name).matches()) {
      throw ConfigException.at(
          node,
          path,
          "expected a name of at most 60 letters, digits, spaces and . _ + -, beginning with a"
              + " letter or digit, got '"
              + Printable.shown(name)
              + "'");
    }
    return name;
  }

  /**
   * Reads the label of a row.
   *
   * @throws ConfigException unless it is one line of 1 to 120 characters that can be printed
   */
  static String label(ConfigNode node, String path) {
    String label = node.text(path);
    if (label.isBlank() || label.length() > LONGEST_LABEL || !Printable.is(label)) {
      throw ConfigException.at(
          node,
          path,
          "expected one line of 1 to "
              + LONGEST_LABEL
              + " printable characters, got "
              + node.shown());
    }
    return label;
  }
}
