package io.ats.experiments.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A component by name and its options as given.
 *
 * @param options all but the name; the mapping's source is the name's
 */
public record ComponentConfig(String name, ConfigNode.Mapping options) {

  /**
   * Reads the component under a key.
   *
   * @throws ConfigException if the key, or the {@code name} below it, is missing
   */
  static ComponentConfig of(ConfigNode.Mapping trial, String key) {
    ConfigNode.Mapping given = trial.section(key, key);
    ConfigNode name =
        given
            .get("name")
            .orElseThrow(() -> ConfigException.at(given, key, "its 'name' is missing"));
    Object text = Values.parse(name, String.class, Range.ALL, key + ".name");
    return new ComponentConfig((String) text, given.without("name").from(name.source()));
  }

  /** Returns the component as it stands in a file. */
  ConfigNode.Mapping tree() {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("name", ConfigWriter.scalar(name));
    entries.putAll(options.entries());
    return new ConfigNode.Mapping(entries, options.source());
  }
}
