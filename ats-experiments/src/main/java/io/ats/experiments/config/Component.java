package io.ats.experiments.config;

import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A named component of a trial.
 *
 * @param <S> its kind, such as {@link io.ats.core.plugin.SelectorSpec}
 * @param name the name it is bound to
 * @param spec its options, complete; they create it
 */
public record Component<S>(String name, S spec) {

  /** Returns its name and every option as they are written to a file. */
  ConfigNode.Mapping tree() {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("name", ConfigWriter.scalar(name));
    entries.putAll(ConfigWriter.tree((Record) spec).entries());
    return new ConfigNode.Mapping(entries, ConfigNode.DEFAULT);
  }
}
