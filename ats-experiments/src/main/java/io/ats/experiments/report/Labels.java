package io.ats.experiments.report;

import io.ats.experiments.yaml.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the variants that are shown together: the suite's labels, with the options that
 * differ where two variants have one label.
 */
final class Labels {

  private static final int MOST_OPTIONS = 4;

  private Labels() {}

  /**
   * Returns a name for each variant, no two the same.
   *
   * @param variants the trials of each variant, by all its options
   */
  static Map<Map<String, String>, String> of(Map<Map<String, String>, List<Trial>> variants) {
    Map<String, List<Map<String, String>>> bySuite = new LinkedHashMap<>();
    variants.forEach(
        (options, trials) ->
            bySuite.computeIfAbsent(label(trials), key -> new ArrayList<>()).add(options));
    Set<String> used = new HashSet<>();
    Map<Map<String, String>, String> labels = new LinkedHashMap<>();
    bySuite.forEach(
        (label, alike) -> {
          if (alike.size() == 1) {
            labels.put(alike.get(0), Shown.apart(label, used));
          }
        });
    bySuite.forEach(
        (label, alike) -> {
          if (alike.size() > 1) {
            for (Map<String, String> own : alike) {
              labels.put(own, Shown.apart(label + " (" + differences(own, alike) + ")", used));
            }
          }
        });
    return labels;
  }

  /** The suite's label; several if one configuration has several, in one suite or in two. */
  private static String label(List<Trial> trials) {
    String label =
        Shown.name(
            trials.stream()
                .map(trial -> Shown.line(trial.result().key().variant()))
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(" / ")));
    return label.isEmpty() ? "(no label)" : label;
  }

  private static String differences(Map<String, String> own, List<Map<String, String>> alike) {
    List<String> all =
        Trees.differing(own, alike).entrySet().stream()
            .map(option -> option.getKey() + "=" + Shown.name(option.getValue()))
            .toList();
    String shown = all.stream().limit(MOST_OPTIONS).collect(Collectors.joining(", "));
    return all.size() > MOST_OPTIONS
        ? shown + ", and " + (all.size() - MOST_OPTIONS) + " more"
        : shown;
  }
}
