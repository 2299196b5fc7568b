package io.ats.experiments.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The differences between a complete trial and its replay, apart from times and memory. Numbers are
 * the same only if every digit is.
 *
 * @param numbers a line for each column of {@code metrics.csv} and each value of the result that
 *     differs
 * @param provenance a line for each entry of {@code provenance.json} that differs
 */
public record ReplayDifferences(List<String> numbers, List<String> provenance) {

  /** Entries that differ between any two runs. */
  private static final Set<String> OF_THE_RUN =
      Set.of("started", "ended", "epochs", "resumed_after_epoch", "load_at_start", "load_at_end");

  /** Entries that tell a segment's place. */
  private static final Set<String> PLACE = Set.of("from", "to", "segments");

  /** Copies the lists. */
  public ReplayDifferences {
    numbers = List.copyOf(numbers);
    provenance = List.copyOf(provenance);
  }

  /**
   * Compares.
   *
   * @throws IOException if a file of either trial cannot be read
   */
  public static ReplayDifferences between(TrialFolder before, TrialFolder now) throws IOException {
    List<String> numbers =
        metrics(MetricsCsv.read(before.metrics()), MetricsCsv.read(now.metrics()));
    numbers.addAll(
        results(
            Json.read(before.result(), TrialResult.class),
            Json.read(now.result(), TrialResult.class)));
    return new ReplayDifferences(
        numbers, provenance(Json.tree(before.provenance()), Json.tree(now.provenance())));
  }

  private static List<String> metrics(List<MetricsRow> before, List<MetricsRow> now) {
    List<String> lines = new ArrayList<>();
    if (!places(before).equals(places(now))) {
      lines.add("metrics: rows %s, now %s".formatted(places(before), places(now)));
      return lines;
    }
    Stream.concat(before.stream(), now.stream())
        .flatMap(row -> row.byColumn().keySet().stream())
        .distinct()
        .forEach(name -> lines.addAll(column(name, before, now)));
    return lines;
  }

  private static List<String> places(List<MetricsRow> rows) {
    return rows.stream().map(ReplayDifferences::place).toList();
  }

  private static String place(MetricsRow row) {
    return "epoch " + row.epoch() + " " + row.splitName();
  }

  private static List<String> column(String name, List<MetricsRow> before, List<MetricsRow> now) {
    String first = "";
    int count = 0;
    double largest = 0;
    for (int i = 0; i < before.size(); i++) {
      double was = before.get(i).byColumn().getOrDefault(name, Double.NaN);
      double is = now.get(i).byColumn().getOrDefault(name, Double.NaN);
      if (Double.compare(was, is) != 0) {
        first = count++ == 0 ? "%s (%s, now %s)".formatted(place(before.get(i)), was, is) : first;
        largest = Math.max(largest, Math.abs(was - is)); // NaN if one of them is
      }
    }
    return count == 0
        ? List.of()
        : List.of(
            "metrics %s: %d of %d rows differ, first %s, largest difference %s"
                .formatted(name, count, before.size(), first, largest));
  }

  /** Compares what is in the result only. */
  private static List<String> results(TrialResult before, TrialResult now) {
    List<String> lines = new ArrayList<>();
    Metric best = Metric.BEST_TEST_ACCURACY;
    compare(lines, best.column(), before.value(best), now.value(best));
    compare(lines, "best_epoch", before.outcome().bestEpoch(), now.outcome().bestEpoch());
    compare(lines, "parameters", before.size().parameters(), now.size().parameters());
    return lines;
  }

  /** Compares what the processes share, and each of the trial's with that of the replay. */
  private static List<String> provenance(JsonNode before, JsonNode now) {
    List<String> lines = entries("", before, now);
    JsonNode again = Code.segments(now).get(0);
    List<JsonNode> segments = Code.segments(before);
    for (JsonNode segment : segments) {
      String epochs =
          segments.size() == 1
              ? ""
              : " of epochs " + segment.path("from") + " to " + segment.path("to");
      lines.addAll(entries(epochs, segment, again));
    }
    return lines;
  }

  private static List<String> entries(String where, JsonNode before, JsonNode now) {
    Set<String> keys = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(keys::add);
    now.fieldNames().forEachRemaining(keys::add);
    keys.removeAll(OF_THE_RUN);
    keys.removeAll(PLACE);
    List<String> lines = new ArrayList<>();
    keys.forEach(key -> compare(lines, key + where, before.path(key), now.path(key)));
    return lines;
  }

  private static void compare(List<String> lines, String what, Object before, Object now) {
    if (!before.equals(now)) {
      lines.add("%s: %s, now %s".formatted(what, before, now));
    }
  }
}
