package io.ats.experiments.yaml;

import io.ats.core.options.Printable;

/** Thrown for an invalid configuration; the message names the place, the fault and the fix. */
public final class ConfigException extends IllegalArgumentException {

  /** Creates the exception with this message. */
  public ConfigException(String message) {
    super(Printable.message(message));
  }

  /** Creates the exception with the message {@code source: text}. */
  public ConfigException(String source, String text) {
    this(source + ": " + text);
  }

  /**
   * Creates the exception with the message {@code source: path: text}; an empty path is left out.
   */
  public static ConfigException at(ConfigNode node, String path, String text) {
    return new ConfigException(node.source(), path.isEmpty() ? text : path + ": " + text);
  }
}
