package io.ats.experiments.report.charts;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variants of a set of charts and how each is drawn in all of them.
 *
 * @param title what sets them apart from the report's other sets; empty if there is only one
 * @param styles the place of each variant's colour and marker, by label
 */
public record Legend(String title, Map<String, Integer> styles) {

  /** Returns the legend of a set: of the variants of which a trial ended well. */
  static Legend of(ChartSet set) {
    Map<String, Integer> styles = new LinkedHashMap<>();
    set.variants()
        .forEach(
            (label, trials) -> {
              if (!trials.isEmpty()) {
                styles.put(label, set.style(label));
              }
            });
    return new Legend(set.title(), styles);
  }
}
