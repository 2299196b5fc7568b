package io.ats.experiments.suite;

import io.ats.core.options.Printable;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.util.List;

/** Reads {@code --set key=value} arguments. */
final class Settings {

  private Settings() {}

  /**
   * Returns the settings as one tree, in which later ones override earlier ones. Values are YAML:
   * {@code [1, 2]} is a list.
   *
   * @throws ConfigException for an argument that is not {@code key=value}
   */
  static ConfigNode.Mapping tree(List<String> arguments) {
    ConfigNode.Mapping tree = ConfigNode.empty();
    for (String argument : arguments) {
      tree = (ConfigNode.Mapping) overlay(tree, setting(argument));
    }
    return tree;
  }

  /** Returns the source of an argument's value, for messages. */
  static String source(String argument) {
    return "--set " + Printable.shown(argument);
  }

  private static ConfigNode.Mapping setting(String argument) {
    String source = source(argument);
    int equals = argument.indexOf('=');
    String key = equals < 0 ? "" : argument.substring(0, equals).strip();
    if (!key.matches("[^.\\s]+(\\.[^.\\s]+)*")) {
      throw new ConfigException(source, "expected key=value, with a key such as training.epochs");
    }
    ConfigNode value = ConfigNode.parseArgument(argument.substring(equals + 1), source);
    return Trees.at(ShortKeys.dotted(key), value);
  }

  /** Merges as {@link Trees#merge} does, but a later {@code name} keeps the options before it. */
  private static ConfigNode overlay(ConfigNode base, ConfigNode override) {
    return Trees.above(
        base, override, (below, above) -> Trees.overlay(below, above, Settings::overlay));
  }
}
