package io.ats.experiments.config;

/** Thrown for a configuration that cannot be used; the message names where, what and the fix. */
public final class ConfigException extends IllegalArgumentException {

  /** Creates the exception with a whole message. */
  public ConfigException(String message) {
    super(message);
  }

  /** Creates the exception {@code source: text}. */
  public ConfigException(String source, String text) {
    super(source + ": " + text);
  }

  /** Creates the exception {@code source: path: text}, without the path where it is empty. */
  static ConfigException at(ConfigNode node, String path, String text) {
    return new ConfigException(node.source(), path.isEmpty() ? text : path + ": " + text);
  }
}
