package io.ats.experiments.tune;

import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A configuration of a row that a search tries.
 *
 * @param row the row
 * @param number from 0, in the order of the draws
 * @param values the values of the options that are searched, by dotted key
 */
record Configuration(TunedRow row, int number, Map<String, ConfigNode> values) {

  /** Copies the map. */
  Configuration {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns the name of its trials in tables. */
  String title() {
    return "%s, configuration %d".formatted(row.label(), number);
  }

  /** Returns the values on one line. */
  String text() {
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + Trees.text(value.getValue()))
        .collect(Collectors.joining("; "));
  }
}
