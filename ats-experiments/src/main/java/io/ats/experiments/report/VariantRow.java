package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The trials of one variant on one task: they have the same options but for the seed.
 *
 * @param facet what they were measured on
 * @param label the suite's, with the options that differ where another variant here has the same
 * @param trials in the order of the run, one for each seed
 */
public record VariantRow(Facet facet, String label, List<Trial> trials) {

  /** Returns a row for each variant and facet, in the order in which they first appear. */
  public static List<VariantRow> of(List<Trial> trials) {
    List<VariantRow> rows = new ArrayList<>();
    grouped(trials, trial -> Facet.of(trial.result()))
        .forEach(
            (facet, own) -> {
              Map<Map<String, String>, List<Trial>> variants = grouped(own, Trial::settings);
              Map<Map<String, String>, String> labels = Labels.of(variants);
              variants.forEach(
                  (options, group) ->
                      rows.add(new VariantRow(facet, labels.get(options), oncePerSeed(group))));
            });
    return rows;
  }

  /** Returns rows by facet, in order. */
  public static Map<Facet, List<VariantRow>> byFacet(List<VariantRow> rows) {
    return grouped(rows, VariantRow::facet);
  }

  /**
   * Returns rows by facet, in order, those of the highest mean test accuracy first; one without an
   * accuracy is the last.
   */
  public static List<VariantRow> bestFirst(List<VariantRow> rows) {
    return byFacet(rows).values().stream()
        .flatMap(own -> own.stream().sorted(Comparator.comparingDouble(VariantRow::descending)))
        .toList();
  }

  /** Returns of each facet the rows of the highest mean test accuracy, at most so many. */
  public static List<VariantRow> best(List<VariantRow> rows, int most) {
    return byFacet(bestFirst(rows)).values().stream()
        .flatMap(own -> own.stream().limit(most))
        .toList();
  }

  private static double descending(VariantRow row) {
    double mean = row.stat(Metric.TEST_ACCURACY).mean();
    return Double.isNaN(mean) ? Double.POSITIVE_INFINITY : -mean;
  }

  private static List<Trial> oncePerSeed(List<Trial> trials) {
    Map<Long, Trial> bySeed = new LinkedHashMap<>();
    for (Trial trial : trials) {
      bySeed.merge(
          trial.result().key().seed(),
          trial,
          (a, b) -> !a.result().ok() && b.result().ok() ? b : a);
    }
    return List.copyOf(bySeed.values());
  }

  private static <K, T> Map<K, List<T>> grouped(List<T> all, Function<T, K> key) {
    return all.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  /** Returns the trials that ended well. */
  public List<Trial> ok() {
    return trials.stream().filter(trial -> trial.result().ok()).toList();
  }

  /** Returns whether a trial failed. */
  public boolean hasFailed() {
    return ok().size() < trials.size();
  }

  /** Returns the seeds of the trials that have a test accuracy. */
  public Set<Long> seeds() {
    return seeds(ok());
  }

  /** Returns the seeds of those of trials that have a test accuracy. */
  public static Set<Long> seeds(List<Trial> trials) {
    return trials.stream()
        .map(Trial::result)
        .filter(result -> Double.isFinite(result.value(Metric.TEST_ACCURACY)))
        .map(result -> result.key().seed())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the seeds that most variants have, of several such the most seeds. */
  public static Set<Long> mostCommon(List<Set<Long>> seeds) {
    Map<Set<Long>, Long> variants =
        seeds.stream()
            .filter(own -> !own.isEmpty())
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    return variants.entrySet().stream()
        .max(
            Map.Entry.<Set<Long>, Long>comparingByValue()
                .thenComparing(entry -> entry.getKey().size()))
        .map(Map.Entry::getKey)
        .orElse(Set.of());
  }

  /** Returns the results of the trials that ended well. */
  public List<TrialResult> results() {
    return ok().stream().map(Trial::result).toList();
  }

  /** Returns the summary of a number over the trials that ended well. */
  public Summary stat(ToDoubleFunction<Trial> value) {
    return Summary.of(ok().stream().mapToDouble(value));
  }

  /** Returns the summary of a metric over the trials that ended well. */
  public Summary stat(Metric metric) {
    return stat(trial -> trial.result().value(metric));
  }

  /** Returns a metric of each trial that ended well, by seed. */
  public Map<Long, Double> bySeed(Metric metric) {
    Map<Long, Double> all = new LinkedHashMap<>();
    results().forEach(result -> all.put(result.key().seed(), result.value(metric)));
    return all;
  }

  /** Returns the name of the file of parameters that the encoder began with; empty if drawn. */
  public String pretrained() {
    return trials.get(0).pretrained();
  }

  /** Returns how many of the trials that ended well are no better than chance. */
  public Chances chances() {
    return chances(ok());
  }

  private static Chances chances(List<Trial> trials) {
    return Chances.of(
        trials,
        t -> t.result().value(Metric.TEST_ACCURACY),
        t -> t.result().value(Metric.MAJORITY_SHARE));
  }

  /** Returns whether a trial ended well and is known to be no better than chance. */
  public static boolean isAtChance(Trial trial) {
    return trial.result().ok() && chances(List.of(trial)).reached() > 0;
  }

  /** Returns the distinct values over the trials that ended well, in order. */
  public String values(Function<TrialResult.Size, Object> value) {
    String text =
        results().stream()
            .map(result -> value.apply(result.size()).toString())
            .distinct()
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? Cell.NONE : text;
  }
}
