package io.ats.experiments.report.page;

import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The suites of a report, each with its preset, which are shown one after the other. */
final class BySuite {

  private BySuite() {}

  /** Returns the trials of each suite, in order. */
  static Map<String, List<Trial>> of(List<Trial> trials) {
    Map<String, List<Trial>> suites = new LinkedHashMap<>();
    for (Trial trial : trials) {
      String name = Facet.of(trial.result()).named();
      suites.computeIfAbsent(name, suite -> new ArrayList<>()).add(trial);
    }
    return suites;
  }

  /**
   * Returns what is shown of each suite, below its name where there are several.
   *
   * @param html what is shown of a suite's trials; its first argument is the suite's name, empty of
   *     one suite
   */
  static String each(List<Trial> trials, BiFunction<String, List<Trial>, String> html) {
    Map<String, List<Trial>> suites = of(trials);
    return suites.size() < 2
        ? html.apply("", trials)
        : suites.entrySet().stream()
            .map(
                suite -> {
                  String shown = html.apply(suite.getKey(), suite.getValue());
                  return shown.isEmpty() ? "" : Html.heading(suite.getKey()) + shown;
                })
            .collect(Collectors.joining());
  }

  /** Returns a label that names the suite if there are several. */
  static String label(String label, String suite) {
    return suite.isEmpty() ? label : label + " of " + suite;
  }
}
