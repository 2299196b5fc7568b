package io.ats.experiments.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a complete trial and its repetition differ in, times and memory left aside. Numbers are the
 * same only if every digit is.
 *
 * @param numbers a line for each column of {@code metrics.csv}, and each figure of the result, that
 *     differs
 * @param provenance a line for each entry of {@code provenance.json} that differs
 */
public record Differences(List<String> numbers, List<String> provenance) {

  /** What differs from run to run, whatever is done. */
  private static final Set<String> OF_THE_RUN = Set.of("started", "ended", "resumed_after_epoch");

  /** Copies the lists. */
  public Differences {
    numbers = List.copyOf(numbers);
    provenance = List.copyOf(provenance);
  }

  /**
   * Compares.
   *
   * @throws IOException if a file of either trial cannot be read
   */
  public static Differences between(TrialFolder before, TrialFolder now) throws IOException {
    List<String> numbers =
        metrics(MetricsCsv.read(before.metrics()), MetricsCsv.read(now.metrics()));
    numbers.addAll(
        results(
            Json.read(before.result(), TrialResult.class),
            Json.read(now.result(), TrialResult.class)));
    return new Differences(
        numbers, provenance(Json.tree(before.provenance()), Json.tree(now.provenance())));
  }

  private static List<String> metrics(List<MetricsRow> before, List<MetricsRow> now) {
    List<String> lines = new ArrayList<>();
    if (!places(before).equals(places(now))) {
      lines.add("metrics: rows %s, now %s".formatted(places(before), places(now)));
      return lines;
    }
    Map<String, ToDoubleFunction<MetricsRow>> columns = new LinkedHashMap<>();
    columns.put("loss", MetricsRow::loss);
    columns.put("accuracy", MetricsRow::accuracy);
    Stream.concat(before.stream(), now.stream())
        .flatMap(row -> row.own().keySet().stream())
        .forEach(name -> columns.putIfAbsent(name, row -> row.own(name)));
    columns.forEach((name, value) -> lines.addAll(column(name, value, before, now)));
    return lines;
  }

  private static List<String> places(List<MetricsRow> rows) {
    return rows.stream().map(Differences::place).toList();
  }

  private static String place(MetricsRow row) {
    return "epoch " + row.epoch() + " " + row.split();
  }

  private static List<String> column(
      String name,
      ToDoubleFunction<MetricsRow> value,
      List<MetricsRow> before,
      List<MetricsRow> now) {
    String first = "";
    int count = 0;
    double largest = 0;
    for (int i = 0; i < before.size(); i++) {
      double was = value.applyAsDouble(before.get(i));
      double is = value.applyAsDouble(now.get(i));
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

  /** Compares what stands in the result only. */
  private static List<String> results(TrialResult before, TrialResult now) {
    List<String> lines = new ArrayList<>();
    compare(lines, "best_test_accuracy", before.bestTestAccuracy(), now.bestTestAccuracy());
    compare(lines, "best_epoch", before.bestEpoch(), now.bestEpoch());
    compare(lines, "parameters", before.parameters(), now.parameters());
    return lines;
  }

  private static List<String> provenance(JsonNode before, JsonNode now) {
    Set<String> keys = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(keys::add);
    now.fieldNames().forEachRemaining(keys::add);
    keys.removeAll(OF_THE_RUN);
    List<String> lines = new ArrayList<>();
    keys.forEach(key -> compare(lines, key, before.path(key), now.path(key)));
    return lines;
  }

  private static void compare(List<String> lines, String what, Object before, Object now) {
    if (!before.equals(now)) {
      lines.add("%s: %s, now %s".formatted(what, before, now));
    }
  }
}
