package io.ats.experiments.report;

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
 * The trials of one variant on one task, which differ in their seeds.
 *
 * @param facet what it was measured on
 * @param label the variant, with aggregator and encoder where it alone would be ambiguous
 * @param trials in the order of the run
 */
record VariantRow(Facet facet, String label, List<TrialResult> trials) {

  private record Key(String variant, String aggregator, String encoder) {
    static Key of(TrialResult r) {
      return new Key(r.variant(), r.aggregator(), r.encoder());
    }
  }

  /** Returns a row a variant and facet, in the order in which they first appear. */
  static List<VariantRow> of(List<TrialResult> results) {
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

  List<TrialResult> ok() {
    return trials.stream().filter(TrialResult::ok).toList();
  }

  /** Returns what a number comes to over the trials that ended well. */
  Summary stat(ToDoubleFunction<TrialResult> value) {
    return Summary.of(ok().stream().mapToDouble(value));
  }

  /** Returns a number of each trial that ended well by its seed. */
  Map<Long, Double> bySeed(ToDoubleFunction<TrialResult> value) {
    Map<Long, Double> all = new LinkedHashMap<>();
    ok().forEach(result -> all.put(result.seed(), value.applyAsDouble(result)));
    return all;
  }

  /** Returns how many of the trials that ended well are no better than chance. */
  Chances chances() {
    return chances(ok());
  }

  private static Chances chances(List<TrialResult> trials) {
    return Chances.of(trials, TrialResult::testAccuracy, TrialResult::majorityShare);
  }

  /** Returns whether it is known of a trial, and so, that it ends no better than chance. */
  static boolean isAtChance(TrialResult r) {
    return r.ok() && chances(List.of(r)).reached() > 0;
  }

  /** Returns the values of the trials that ended well, each once, in order. */
  String values(Function<TrialResult, Object> value) {
    String text =
        ok().stream().map(value).map(Object::toString).distinct().collect(Collectors.joining(", "));
    return text.isEmpty() ? Cell.NONE : text;
  }
}
