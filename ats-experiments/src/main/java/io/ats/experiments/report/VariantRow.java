package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The trials of one variant on one task, which differ only in their seeds.
 *
 * @param facet what they were measured on
 * @param label the variant, with aggregator and encoder if it would be ambiguous without
 * @param trials in the order of the run
 */
public record VariantRow(Facet facet, String label, List<TrialResult> trials) {

  private record Key(String variant, String aggregator, String encoder) {
    static Key of(TrialResult result) {
      TrialResult.Key key = result.key();
      return new Key(key.variant(), key.aggregator(), key.encoder());
    }
  }

  /** Returns a row for each variant and facet, in the order in which they first appear. */
  public static List<VariantRow> of(List<TrialResult> results) {
    List<VariantRow> rows = new ArrayList<>();
    grouped(results, Facet::of)
        .forEach(
            (facet, trials) -> {
              Map<Key, List<TrialResult>> variants = grouped(trials, Key::of);
              variants.forEach(
                  (key, group) -> rows.add(new VariantRow(facet, label(key, variants), group)));
            });
    return rows;
  }

  private static String label(Key key, Map<Key, ?> all) {
    boolean alone =
        all.keySet().stream().filter(k -> k.variant().equals(key.variant())).count() == 1;
    return alone
        ? key.variant()
        : key.variant() + " (" + key.aggregator() + ", " + key.encoder() + ")";
  }

  private static <K> Map<K, List<TrialResult>> grouped(
      List<TrialResult> results, Function<TrialResult, K> key) {
    return results.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  /** Returns the trials that ended well. */
  public List<TrialResult> ok() {
    return trials.stream().filter(TrialResult::ok).toList();
  }

  /** Returns the summary of a number over the trials that ended well. */
  public Summary stat(ToDoubleFunction<TrialResult> value) {
    return Summary.of(ok().stream().mapToDouble(value));
  }

  /** Returns the summary of a metric over the trials that ended well. */
  public Summary stat(Metric metric) {
    return stat(result -> result.value(metric));
  }

  /** Returns a metric of each trial that ended well, by seed. */
  public Map<Long, Double> bySeed(Metric metric) {
    Map<Long, Double> all = new LinkedHashMap<>();
    ok().forEach(result -> all.put(result.key().seed(), result.value(metric)));
    return all;
  }

  /** Returns how many of the trials that ended well are no better than chance. */
  public Chances chances() {
    return chances(ok());
  }

  private static Chances chances(List<TrialResult> trials) {
    return Chances.of(
        trials, r -> r.value(Metric.TEST_ACCURACY), r -> r.value(Metric.MAJORITY_SHARE));
  }

  /** Returns whether a trial ended well and is known to be no better than chance. */
  public static boolean isAtChance(TrialResult r) {
    return r.ok() && chances(List.of(r)).reached() > 0;
  }

  /** Returns the distinct values over the trials that ended well, in order. */
  public String values(Function<TrialResult.Size, Object> value) {
    String text =
        ok().stream()
            .map(result -> value.apply(result.size()).toString())
            .distinct()
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? Cell.NONE : text;
  }
}
