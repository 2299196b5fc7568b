package io.ats.experiments.suite;

import java.util.List;
import java.util.Map;

/** The short keys of grids, {@code --only} and {@code --set}. */
final class ShortKeys {

  /** The short keys of {@code --only}, in the order in which messages list them. */
  static final List<String> NAMES =
      List.of("selector", "seed", "task", "encoder", "aggregator", "dataset", "variant");

  private static final String TASK = "task";

  private static final Map<String, String> DOTTED =
      Map.of(
          "selector",
          "selector.name",
          "encoder",
          "encoder.name",
          "aggregator",
          "aggregator.name",
          "dataset",
          "dataset.name",
          TASK,
          "dataset.task");

  private ShortKeys() {}

  /** Adds the short keys to a trial's values by dotted key, for {@code --only}. */
  static void addTo(Map<String, String> values) {
    DOTTED.forEach(
        (key, dotted) -> {
          if (values.containsKey(dotted)) {
            values.putIfAbsent(key, values.get(dotted));
          }
        });
  }

  /**
   * Returns the dotted key of a key of a grid or of {@code --set}: {@code dataset.task} for {@code
   * task}. The other short keys name whole components there.
   */
  static String dotted(String key) {
    return key.equals(TASK) ? DOTTED.get(key) : key;
  }
}
