package io.ats.experiments.report.page;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.VariantRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every option but the seed: a row for each, a column for each variant; differing rows marked. */
final class OptionsSection {

  private static final String SUMMARY = "Every option of every variant";
  private static final String NOTE =
      "<p class=\"note\">Trials of one column differ in nothing but the seed. Marked: options in which the variants differ; %d of"
          + " %d.</p>\n";

  private OptionsSection() {}

  /** Returns a part of the page that unfolds; empty if no options are known. */
  static String of(List<VariantRow> all) {
    List<VariantRow> rows =
        all.stream().filter(row -> !row.trials().get(0).options().isEmpty()).toList();
    List<Map<String, String>> settings = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of("option", "differs"));
    for (VariantRow row : rows) {
      String facet = row.facet().title(rows.stream().map(VariantRow::facet).toList());
      columns.add(facet.isEmpty() ? row.label() : row.label() + " — " + facet);
      settings.add(row.trials().get(0).settings());
    }
    Set<String> keys = new LinkedHashSet<>();
    settings.forEach(each -> keys.addAll(each.keySet()));
    Map<String, List<String>> table = new LinkedHashMap<>();
    int differing = 0;
    for (String key : keys) {
      List<String> values = settings.stream().map(s -> s.getOrDefault(key, Cell.NONE)).toList();
      boolean differs = values.stream().distinct().count() > 1;
      differing += differs ? 1 : 0;
      List<String> cells = new ArrayList<>(List.of(differs ? "yes" : ""));
      values.forEach(
          value ->
              cells.add(differs ? "<mark>" + Html.escape(value) + "</mark>" : Html.escape(value)));
      table.put(key, cells);
    }
    return table.isEmpty()
        ? ""
        : "<details><summary>%s</summary>\n".formatted(SUMMARY)
            + Html.table(SUMMARY, "options", columns, table)
            + NOTE.formatted(differing, keys.size())
            + "</details>\n";
  }
}
