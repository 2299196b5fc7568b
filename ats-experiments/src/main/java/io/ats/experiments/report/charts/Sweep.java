package io.ats.experiments.report.charts;

import io.ats.experiments.report.Shown;
import io.ats.experiments.report.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Trials that differ in one numeric option and their seeds, and in nothing else.
 *
 * @param option its dotted key
 * @param label what sets this sweep apart from others over the same option: the selector, and the
 *     options in which they differ
 * @param trials the trials by the option's value, ascending; at least two values
 */
record Sweep(String option, String label, TreeMap<Double, List<Trial>> trials) {

  private static final String SEED = "seed";
  private static final String SELECTOR = "selector.name";

  /** Returns every sweep that the trials hold, by option. */
  static Map<String, List<Sweep>> find(List<Trial> trials) {
    Set<String> options = new LinkedHashSet<>();
    trials.forEach(trial -> options.addAll(trial.options().keySet()));
    options.remove(SEED);
    Map<String, List<Sweep>> sweeps = new LinkedHashMap<>();
    for (String option : options) {
      List<Sweep> found = over(option, trials);
      if (!found.isEmpty()) {
        sweeps.put(option, found);
      }
    }
    return sweeps;
  }

  private static List<Sweep> over(String option, List<Trial> trials) {
    Map<Map<String, String>, TreeMap<Double, List<Trial>>> groups = new LinkedHashMap<>();
    for (Trial trial : trials) {
      Double value = number(trial.options().get(option));
      if (value != null) {
        Map<String, String> rest = new HashMap<>(trial.options());
        rest.keySet().removeAll(List.of(option, SEED));
        groups
            .computeIfAbsent(rest, key -> new TreeMap<>())
            .computeIfAbsent(value, key -> new ArrayList<>())
            .add(trial);
      }
    }
    groups.values().removeIf(group -> group.size() < 2);
    List<Sweep> sweeps = new ArrayList<>();
    Set<String> used = new HashSet<>();
    groups.forEach(
        (rest, values) -> {
          String label = Shown.name(label(rest, groups.keySet()));
          sweeps.add(new Sweep(option, Shown.apart(label, used), values));
        });
    return sweeps;
  }

  /** The selector, and the options in which sweeps of the same selector differ. */
  private static String label(Map<String, String> own, Set<Map<String, String>> all) {
    Set<String> differing = new LinkedHashSet<>();
    for (Map<String, String> other : all) {
      if (Objects.equals(own.get(SELECTOR), other.get(SELECTOR))) {
        own.forEach(
            (key, value) -> {
              if (!value.equals(other.get(key))) {
                differing.add(key);
              }
            });
      }
    }
    return own.getOrDefault(SELECTOR, "?")
        + differing.stream()
            .sorted()
            .map(key -> ", " + key + "=" + own.get(key))
            .collect(Collectors.joining());
  }

  private static Double number(String text) {
    try {
      return text == null ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Returns a value as the axis names it. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : Double.toString(value).replace("E", "e");
  }
}
