package io.ats.experiments.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Where the numbers come from.
 *
 * @param common entries that all trials share
 * @param own a row for each trial, of the entries that differ
 */
record ProvenanceSection(Map<String, String> common, Table own) {

  static ProvenanceSection of(List<Trial> trials) {
    Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    for (Trial trial : trials) {
      if (trial.provenance().isObject()) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", trial.provenance(), flat);
        facts.put(trial.id(), flat);
      }
    }
    Set<String> names = new LinkedHashSet<>();
    facts.values().forEach(flat -> names.addAll(flat.keySet()));
    Map<String, String> common = new LinkedHashMap<>();
    Table own = Table.create("provenance", StringColumn.create("trial", facts.keySet()));
    for (String name : names) {
      List<String> values =
          facts.values().stream().map(flat -> flat.getOrDefault(name, Cell.NONE)).toList();
      if (values.stream().distinct().count() == 1) {
        common.put(name, values.get(0));
      } else {
        own.addColumns(StringColumn.create(name, values));
      }
    }
    return new ProvenanceSection(common, own);
  }

  /** Returns the section, empty if no trial has a provenance. */
  String html() {
    if (common.isEmpty() && own.columnCount() == 1) {
      return "";
    }
    StringBuilder html = new StringBuilder("<dl class=\"facts\">\n");
    common.forEach(
        (name, value) ->
            html.append("<dt>")
                .append(Html.escape(name))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd>\n"));
    html.append("</dl>\n");
    if (own.columnCount() > 1) {
      html.append("<details><summary>What differs between the trials</summary>\n");
      html.append(HtmlTable.of(own, "Provenance of each trial")).append("</details>\n");
    }
    return Html.section("provenance", "Where the numbers come from", html.toString());
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    node.properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject()) {
                flatten(name + ".", value, flat);
              } else {
                flat.put(name, text(value));
              }
            });
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(text(item)));
    return String.join(", ", items);
  }
}
