package io.ats.experiments.report.page;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every option but the seed: a row for each, with its values and, where they differ, the variants
 * that have each.
 */
final class OptionsSection {

  private static final String SUMMARY = "Every option of every variant";
  private static final String NOTE =
      "<p class=\"note\">Trials of one variant differ in nothing but the seed. Marked: options in which the variants differ; %d of"
          + " %d. Variants that are not named do not have the option.</p>\n";

  private OptionsSection() {}

  /** Returns a part of the page that unfolds; empty if no options are known. */
  static String of(List<Trial> trials) {
    String tables =
        BySuite.each(
            trials.stream().filter(trial -> !trial.options().isEmpty()).toList(),
            (suite, own) -> table(BySuite.label(SUMMARY, suite), VariantRow.of(own)));
    return tables.isEmpty()
        ? ""
        : "<details><summary>%s</summary>\n".formatted(SUMMARY) + tables + "</details>\n";
  }

  private static String table(String label, List<VariantRow> rows) {
    Set<String> keys = new LinkedHashSet<>();
    rows.forEach(row -> keys.addAll(settings(row).keySet()));
    Map<String, List<String>> table = new LinkedHashMap<>();
    int differing = 0;
    for (String key : keys) {
      Map<String, List<VariantRow>> values = new LinkedHashMap<>();
      for (VariantRow row : rows) {
        values
            .computeIfAbsent(settings(row).getOrDefault(key, Cell.NONE), v -> new ArrayList<>())
            .add(row);
      }
      boolean differs = values.size() > 1;
      differing += differs ? 1 : 0;
      String cell =
          values.entrySet().stream()
              .filter(value -> !differs || !value.getKey().equals(Cell.NONE))
              .map(
                  value ->
                      differs
                          ? "<mark>%s</mark> %s"
                              .formatted(
                                  Html.escape(value.getKey()),
                                  Html.escape(names(value.getValue(), rows)))
                          : Html.escape(value.getKey()))
              .collect(Collectors.joining("; "));
      table.put(key, List.of(differs ? "yes" : "", cell));
    }
    return table.isEmpty()
        ? ""
        : Html.table(label, "options", List.of("option", "differs", "values"), table)
            + NOTE.formatted(differing, keys.size());
  }

  private static Map<String, String> settings(VariantRow row) {
    return row.trials().get(0).settings();
  }

  /** Returns the facets or labels that some rows are all of; else the rows' own names. */
  private static String names(List<VariantRow> some, List<VariantRow> all) {
    List<Facet> facets = all.stream().map(VariantRow::facet).distinct().toList();
    return Stream.<Function<VariantRow, String>>of(
            row -> row.facet().title(facets),
            VariantRow::label,
            row -> row.label() + " — " + row.facet().title(facets))
        .map(
            name -> {
              Set<String> names =
                  some.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
              boolean whole =
                  all.stream().filter(row -> names.contains(name.apply(row))).count()
                      == some.size();
              return whole ? String.join(", ", names) : "";
            })
        .filter(names -> !names.isEmpty())
        .findFirst()
        .orElseThrow();
  }
}
