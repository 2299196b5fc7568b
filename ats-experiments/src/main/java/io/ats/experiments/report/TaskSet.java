package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Variants of a suite with the same seeds on the same tasks. What else a report shows does not
 * change it: the tasks are those of one suite and preset, on images of the same kind.
 *
 * @param title suite and preset, as commands name them, and what is set of the images
 * @param tasks the tasks, at least two
 * @param seeds the seeds that most variants have on all tasks, ascending
 * @param scores the test accuracies after the last epoch by variant, {@code (tasks, seeds)}: of
 *     those that have all of them; at least two
 * @param incomplete the variants that are left out, because they lack a task or a seed
 * @param failed the variants of which a trial failed
 * @param finished whether no trial is to come
 */
public record TaskSet(
    String title,
    List<Facet> tasks,
    List<Long> seeds,
    Map<String, double[][]> scores,
    List<String> incomplete,
    Set<String> failed,
    boolean finished) {

  /** Returns the sets that families make: those of one suite and preset with like images. */
  public static List<TaskSet> of(List<Family> families) {
    List<TaskSet> sets = new ArrayList<>();
    families.stream()
        .collect(
            Collectors.groupingBy(
                family -> family.facet().named(), LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(own -> sets.addAll(ofSuite(own)));
    return sets;
  }

  private static List<TaskSet> ofSuite(List<Family> all) {
    List<Family> known = all.stream().filter(family -> !family.images().isEmpty()).toList();
    Set<String> set = new TreeSet<>(); // the options of images that a task has in several ways
    for (Family one : known) {
      for (Family other : known) {
        if (one.facet().equals(other.facet())) {
          one.images().entrySet().stream()
              .filter(own -> !own.getValue().equals(other.images().get(own.getKey())))
              .forEach(own -> set.add(own.getKey()));
        }
      }
    }
    Map<String, List<Family>> groups =
        known.stream()
            .collect(
                Collectors.groupingBy(
                    family -> title(family, set), LinkedHashMap::new, Collectors.toList()));
    List<TaskSet> sets = new ArrayList<>();
    groups.forEach(
        (title, own) -> {
          TaskSet made = of(title, own);
          if (own.size() > 1 && made.scores.size() > 1) {
            sets.add(made);
          }
        });
    return sets;
  }

  private static String title(Family family, Set<String> set) {
    return Stream.concat(
            Stream.of(family.facet().named()),
            set.stream()
                .filter(family.images()::containsKey)
                .map(option -> Family.shown(option, family.images().get(option))))
        .collect(Collectors.joining(" "));
  }

  private static TaskSet of(String title, List<Family> tasks) {
    // By variant and task: a variant has one label on all tasks.
    Map<String, Map<Facet, Map<Long, Double>>> found = new LinkedHashMap<>();
    for (Family task : tasks) {
      for (VariantRow row : task.rows()) {
        Map<Long, Double> scores = row.bySeed(Metric.TEST_ACCURACY);
        scores.keySet().retainAll(row.seeds());
        found
            .computeIfAbsent(row.label(), label -> new LinkedHashMap<>())
            .put(task.facet(), scores);
      }
    }
    List<Facet> facets = tasks.stream().map(Family::facet).toList();
    Map<String, Set<Long>> everywhere = new LinkedHashMap<>();
    found.forEach((label, byTask) -> everywhere.put(label, onAll(facets, byTask)));
    Set<Long> seeds = VariantRow.mostCommon(List.copyOf(everywhere.values()));
    Map<String, double[][]> complete = new LinkedHashMap<>();
    List<String> incomplete = new ArrayList<>();
    found.forEach(
        (label, byTask) -> {
          if (seeds.isEmpty() || !everywhere.get(label).containsAll(seeds)) {
            incomplete.add(label);
            return;
          }
          double[][] scores =
              facets.stream()
                  .map(byTask::get)
                  .map(own -> seeds.stream().mapToDouble(own::get).toArray())
                  .toArray(double[][]::new);
          complete.put(label, scores);
        });
    return new TaskSet(
        title,
        facets,
        List.copyOf(seeds),
        complete,
        incomplete,
        tasks.stream()
            .flatMap(task -> task.rows().stream())
            .filter(VariantRow::hasFailed)
            .map(VariantRow::label)
            .collect(Collectors.toSet()),
        tasks.stream().allMatch(Family::isFinished));
  }

  /** Returns the seeds that a variant has on all tasks, ascending. */
  private static Set<Long> onAll(List<Facet> tasks, Map<Facet, Map<Long, Double>> byTask) {
    Set<Long> seeds = new TreeSet<>(byTask.values().iterator().next().keySet());
    tasks.forEach(task -> seeds.retainAll(byTask.getOrDefault(task, Map.of()).keySet()));
    return seeds;
  }

  /** Returns the variants' labels, in order. */
  public List<String> variants() {
    return List.copyOf(scores.keySet());
  }

  /** Returns its title if there are several sets, else nothing. */
  public String title(List<TaskSet> all) {
    return all.size() < 2 ? "" : title;
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
