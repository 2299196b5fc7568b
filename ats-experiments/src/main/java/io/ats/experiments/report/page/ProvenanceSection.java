package io.ats.experiments.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Trial;
import io.ats.experiments.results.BusyMachine;
import io.ats.experiments.results.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Where the numbers come from.
 *
 * @param warnings what makes some of the numbers doubtful
 * @param common entries that all trials share
 * @param own a row for each trial, of the entries that differ
 */
record ProvenanceSection(List<String> warnings, Map<String, String> common, Table own) {

  private static final String SEGMENTS = "segments";

  /** So many of the trials' own entries are not behind a switch. */
  private static final int CHOSEN = 6;

  static ProvenanceSection of(List<Trial> trials) {
    Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    for (Trial trial : trials) {
      if (trial.provenance().isObject()) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", trial.provenance(), flat);
        flat.putAll(segments(trial.provenance()));
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
    return new ProvenanceSection(warnings(trials), common, own);
  }

  /** Returns the section, empty if no trial has a provenance. */
  String html() {
    if (common.isEmpty() && own.columnCount() == 1) {
      return "";
    }
    StringBuilder html = new StringBuilder();
    warnings.forEach(
        warning -> html.append("<p class=\"note\">").append(Html.escape(warning)).append("</p>\n"));
    html.append("<dl class=\"facts\">\n");
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
      List<String> chosen = own.columnNames().stream().limit(CHOSEN).toList();
      html.append(HtmlTable.searched(own, "Provenance of each trial", chosen::contains))
          .append("</details>\n");
    }
    return Html.section("provenance", "Where the numbers come from", html.toString());
  }

  private static List<String> warnings(List<Trial> trials) {
    Map<String, List<String>> otherCode = new LinkedHashMap<>();
    List<String> slow = new ArrayList<>();
    Map<Object, Set<String>> data = new LinkedHashMap<>();
    for (Trial trial : trials) {
      if (!trial.result().ok() || !trial.provenance().isObject()) {
        continue;
      }
      String name = trial.result().key().variant() + ", seed " + trial.result().key().seed();
      String changed = Code.present().changed(trial.provenance());
      if (!changed.isEmpty()) {
        otherCode.computeIfAbsent(changed, any -> new ArrayList<>()).add(name);
      }
      String busy = BusyMachine.warning(trial.result(), trial.provenance());
      if (!busy.isEmpty()) {
        slow.add(slow.isEmpty() ? name + " " + busy : name);
      }
      Code.segments(trial.provenance())
          .forEach(
              segment ->
                  data.computeIfAbsent(dataOptions(trial), any -> new LinkedHashSet<>())
                      .add(segment.path("data_checksum").asText()));
    }
    List<String> lines = new ArrayList<>();
    otherCode.forEach(
        (changed, names) ->
            lines.add(
                "Other code: %s not trained by the present code: %s."
                    .formatted(
                        names.size() == 1
                            ? names.get(0) + " was"
                            : names.size() + " of " + trials.size() + " trials were",
                        changed)));
    if (!slow.isEmpty()) {
      List<String> rest = slow.subList(1, slow.size());
      lines.add(
          "Busy machine: "
              + slow.get(0)
              + (rest.isEmpty() ? "" : "; nor do those of " + String.join("; ", rest))
              + ".");
    }
    data.forEach(
        (options, checksums) -> {
          if (checksums.size() > 1) {
            lines.add(
                "Other data: trials with one dataset configuration had different data: "
                    + options
                    + ".");
          }
        });
    return lines;
  }

  /** Returns the options that determine a trial's data. */
  private static Map<String, String> dataOptions(Trial trial) {
    Map<String, String> options = new TreeMap<>(trial.options());
    options.keySet().removeIf(key -> !key.startsWith("dataset.") && !key.equals("seed"));
    return options;
  }

  /** Returns a segment's entries as the trial's; what differs, with the epochs of each value. */
  private static Map<String, String> segments(JsonNode provenance) {
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    if (provenance.has(SEGMENTS)) {
      for (JsonNode segment : Code.segments(provenance)) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", segment, flat);
        String epochs = epochs(flat.remove("from"), flat.remove("to"));
        flat.forEach(
            (name, value) ->
                values
                    .computeIfAbsent(name, any -> new LinkedHashMap<>())
                    .merge(value, epochs, (one, other) -> one + ", " + other));
      }
    }
    Map<String, String> all = new LinkedHashMap<>();
    values.forEach(
        (name, epochs) ->
            all.put(
                name,
                epochs.size() == 1
                    ? epochs.keySet().iterator().next()
                    : epochs.entrySet().stream()
                        .map(each -> each.getKey() + " (" + each.getValue() + ")")
                        .collect(Collectors.joining("; "))));
    return all;
  }

  private static String epochs(String from, String to) {
    return Integer.parseInt(from) > Integer.parseInt(to) ? "test" : "epochs " + from + "–" + to;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    node.properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              JsonNode value = field.getValue();
              if (name.equals(SEGMENTS)) {
                return;
              }
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
