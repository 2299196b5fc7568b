package io.ats.experiments.config;

import java.util.List;

/** Reads {@code --set key=value} arguments. */
final class Settings {

  private Settings() {}

  /**
   * Returns all settings as one tree; of two for one key the later wins. Values are YAML, so that
   * {@code [1, 2]} is a list; what is wrong with one is reported as {@code --set key=value}.
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

  private static ConfigNode.Mapping setting(String argument) {
    String source = "--set " + argument;
    int equals = argument.indexOf('=');
    String key = equals < 0 ? "" : argument.substring(0, equals).strip();
    if (!key.matches("[^.\\s]+(\\.[^.\\s]+)*")) {
      throw new ConfigException(source, "expected key=value, with a key such as training.epochs");
    }
    String text = argument.substring(equals + 1);
    ConfigNode value = new ConfigNode.Scalar(null, source);
    if (!text.isBlank()) {
      value = YamlReader.parse(text, line -> source);
    }
    return Trees.at(Grid.longKey(key), value);
  }

  /** As {@link Trees#merge}, but a later {@code name} leaves the options set before it. */
  private static ConfigNode overlay(ConfigNode base, ConfigNode override) {
    if (base instanceof ConfigNode.Mapping below && override instanceof ConfigNode.Mapping above) {
      return Trees.overlay(below, above, Settings::overlay);
    }
    return override;
  }
}
