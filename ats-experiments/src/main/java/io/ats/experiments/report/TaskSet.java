package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Variants of a suite with the same seeds on the same tasks. What else a report shows does not
 * change it: the tasks are those of one suite and preset.
 *
 * @param suite the suite's name
 * @param preset the preset's name
 * @param tasks the tasks, at least two
 * @param seeds the seeds, ascending
 * @param scores the test accuracies after the last epoch by variant, {@code (tasks, seeds)}: of
 *     those that have all of them; at least two
 * @param incomplete the variants that are left out, because they lack a task or a seed
 */
public record TaskSet(
    String suite,
    String preset,
    List<Facet> tasks,
    List<Long> seeds,
    Map<String, double[][]> scores,
    List<String> incomplete) {

  private record Key(String suite, String preset) {}

  /** Returns the sets that trials hold, one for each suite and preset, in order. */
  public static List<TaskSet> of(List<Trial> trials) {
    Map<Key, Map<Facet, List<VariantRow>>> suites = new LinkedHashMap<>();
    VariantRow.byFacet(VariantRow.of(trials))
        .forEach(
            (facet, rows) ->
                suites
                    .computeIfAbsent(
                        new Key(facet.suite(), facet.preset()), key -> new LinkedHashMap<>())
                    .put(facet, rows));
    List<TaskSet> sets = new ArrayList<>();
    suites.forEach(
        (key, facets) -> {
          TaskSet set = of(key, facets);
          if (facets.size() > 1 && set.scores.size() > 1) {
            sets.add(set);
          }
        });
    return sets;
  }

  private static TaskSet of(Key key, Map<Facet, List<VariantRow>> facets) {
    // By variant and task, as two suites' rows are: a variant has one label on all tasks.
    Map<String, Map<Facet, Map<Long, Double>>> found = new LinkedHashMap<>();
    TreeSet<Long> seeds = new TreeSet<>();
    facets.forEach(
        (facet, rows) -> {
          for (VariantRow row : rows) {
            Map<Long, Double> scores = row.bySeed(Metric.TEST_ACCURACY);
            scores.values().removeIf(score -> !Double.isFinite(score));
            seeds.addAll(scores.keySet());
            found.computeIfAbsent(row.label(), label -> new LinkedHashMap<>()).put(facet, scores);
          }
        });
    Map<String, double[][]> complete = new LinkedHashMap<>();
    List<String> incomplete = new ArrayList<>();
    found.forEach(
        (label, byTask) -> {
          double[][] scores =
              facets.keySet().stream()
                  .map(facet -> byTask.getOrDefault(facet, Map.of()))
                  .map(own -> seeds.stream().mapToDouble(s -> own.getOrDefault(s, Double.NaN)))
                  .map(numbers -> numbers.toArray())
                  .toArray(double[][]::new);
          if (Stream.of(scores).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            complete.put(label, scores);
          } else {
            incomplete.add(label);
          }
        });
    return new TaskSet(
        key.suite,
        key.preset,
        List.copyOf(facets.keySet()),
        List.copyOf(seeds),
        complete,
        incomplete);
  }

  /** Returns the variants' labels, in order. */
  public List<String> variants() {
    return List.copyOf(scores.keySet());
  }

  /** Returns suite and preset if there are several sets, else nothing. */
  public String title(List<TaskSet> all) {
    return all.size() < 2 ? "" : tasks.get(0).named();
  }

  /** Returns the mean over the seeds, {@code (tasks, variants)}. */
  double[][] means() {
    double[][] means = new double[tasks.size()][scores.size()];
    int variant = 0;
    for (double[][] own : scores.values()) {
      for (int task = 0; task < own.length; task++) {
        means[task][variant] = Arrays.stream(own[task]).average().orElseThrow();
      }
      variant++;
    }
    return means;
  }
}
