package io.ats.experiments.report.page;

import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/** The suites of a report, each with its preset, which are shown one after the other. */
final class Suites {

  private Suites() {}

  /**
   * Returns what is shown of each suite, below its name where there are several.
   *
   * @param html what is shown of trials; its first argument ends a label and is empty of one suite
   */
  static String each(List<Trial> trials, BiFunction<String, List<Trial>, String> html) {
    Map<String, List<Trial>> suites = new LinkedHashMap<>();
    for (Trial trial : trials) {
      suites.computeIfAbsent(name(Facet.of(trial.result())), suite -> new ArrayList<>()).add(trial);
    }
    if (suites.size() < 2) {
      return html.apply("", trials);
    }
    return suites.entrySet().stream()
        .map(
            suite -> {
              String shown = html.apply(" of " + suite.getKey(), suite.getValue());
              return shown.isEmpty() ? "" : Html.heading(suite.getKey()) + shown;
            })
        .collect(Collectors.joining());
  }

  /**
   * Returns the rows of a report's table that are of some of its trials, without their suite.
   *
   * @param own the trials of a suite
   * @param all the report's
   */
  static Table rows(Table table, List<Trial> own, List<Trial> all) {
    Set<Facet> facets = facets(all);
    Set<Facet> some = facets(own);
    Map<String, Set<String>> wanted =
        Map.of(
            "trial", own.stream().map(Trial::id).collect(Collectors.toSet()),
            "on", some.stream().map(facet -> facet.title(facets)).collect(Collectors.toSet()),
            "suite",
                some.stream()
                    .flatMap(facet -> Stream.of(facet.suite(), name(facet)))
                    .collect(Collectors.toSet()),
            "preset", some.stream().map(Facet::preset).collect(Collectors.toSet()));
    Selection rows = Selection.withRange(0, table.rowCount());
    for (String name : table.columnNames()) {
      if (wanted.containsKey(name)) {
        rows = rows.and(table.stringColumn(name).isIn(wanted.get(name)));
      }
    }
    Table found = table.where(rows);
    List.of("suite", "preset").stream()
        .filter(found.columnNames()::contains)
        .forEach(found::removeColumns);
    return found;
  }

  private static String name(Facet facet) {
    return facet.preset().isEmpty() ? facet.suite() : facet.suite() + "@" + facet.preset();
  }

  private static Set<Facet> facets(List<Trial> trials) {
    return VariantRow.byFacet(VariantRow.of(trials)).keySet();
  }
}
