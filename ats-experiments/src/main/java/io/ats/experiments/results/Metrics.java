package io.ats.experiments.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Values of metrics.
 *
 * @param values those that exist
 */
public record Metrics(@JsonValue Map<Metric, Double> values) {

  /** No values. */
  public static final Metrics NONE = new Metrics(Map.of());

  /** Copies the values that are not NaN, in the metrics' order. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Metrics {
    Map<Metric, Double> known = new EnumMap<>(Metric.class);
    known.putAll(values);
    known.values().removeIf(value -> Double.isNaN(value));
    values = Collections.unmodifiableMap(known);
  }

  /** Returns a value, NaN if it does not exist. */
  public double get(Metric metric) {
    return values.getOrDefault(metric, Double.NaN);
  }

  /** Returns a copy with one more value; NaN removes it. */
  public Metrics with(Metric metric, double value) {
    Map<Metric, Double> all = new EnumMap<>(Metric.class);
    all.putAll(values);
    all.put(metric, value);
    return new Metrics(all);
  }

  /** Returns a copy with other values too. */
  public Metrics with(Metrics others) {
    Map<Metric, Double> all = new EnumMap<>(Metric.class);
    all.putAll(values);
    all.putAll(others.values);
    return new Metrics(all);
  }

  /** Returns a copy of the values of some kind. */
  public Metrics only(Predicate<Metric.Kind> kind) {
    Map<Metric, Double> some = new EnumMap<>(Metric.class);
    some.putAll(values);
    some.keySet().removeIf(metric -> !kind.test(metric.kind()));
    return new Metrics(some);
  }
}
