package io.ats.experiments.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the variants that are shown together: the suite's labels, with the options that
 * differ where two variants have one label.
 */
final class Labels {

  private static final int MOST_OPTIONS = 4;
  private static final String NAME = ".name";

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
    Set<String> keys = new LinkedHashSet<>(own.keySet());
    alike.forEach(other -> keys.addAll(other.keySet()));
    List<String> all =
        keys.stream()
            .filter(key -> alike.stream().anyMatch(other -> differ(key, own, other)))
            .map(key -> shortened(key) + "=" + Shown.name(own.getOrDefault(key, Cell.NONE)))
            .toList();
    String shown = all.stream().limit(MOST_OPTIONS).collect(Collectors.joining(", "));
    return all.size() > MOST_OPTIONS
        ? shown + ", and " + (all.size() - MOST_OPTIONS) + " more"
        : shown;
  }

  /** Whether two differ in an option; options of components with other names are not compared. */
  private static boolean differ(String key, Map<String, String> a, Map<String, String> b) {
    String name = key.replaceFirst("\\..*", "") + NAME;
    return !Objects.equals(a.get(key), b.get(key))
        && (key.equals(name) || Objects.equals(a.get(name), b.get(name)));
  }

  private static String shortened(String key) {
    return key.endsWith(NAME) ? key.substring(0, key.length() - NAME.length()) : key;
  }
}
