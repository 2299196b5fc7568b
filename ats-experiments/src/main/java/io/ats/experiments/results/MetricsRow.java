package io.ats.experiments.results;

import io.ats.core.data.Split;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The metrics of one epoch on one split: a row of {@code metrics.csv}.
 *
 * @param epoch from 1
 * @param split what they were measured on
 * @param seconds wall time, reading included
 * @param metrics of the task; of a joint task the means over its parts
 * @param parts of each part of a joint task, by its name; otherwise empty
 */
public record MetricsRow(
    int epoch, Split split, double seconds, Metrics metrics, Map<String, Metrics> parts) {

  /** Copies the map, its order kept. */
  public MetricsRow {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Creates a row without parts. */
  public MetricsRow(int epoch, Split split, double seconds, Metrics metrics) {
    this(epoch, split, seconds, metrics, Map.of());
  }

  /** Returns a metric of the task, NaN if it does not exist. */
  public double value(Metric metric) {
    return metrics.get(metric);
  }

  /** Returns the split as the file spells it. */
  public String splitName() {
    return split.name().toLowerCase(Locale.ROOT);
  }

  /** Returns every metric by its column; that of a part is named {@code METRIC_PART}. */
  public Map<String, Double> byColumn() {
    Map<String, Double> all = new LinkedHashMap<>();
    metrics.values().forEach((metric, value) -> all.put(metric.column(), value));
    parts.forEach(
        (part, own) ->
            own.values().forEach((metric, value) -> all.put(metric.column() + "_" + part, value)));
    return all;
  }
}
