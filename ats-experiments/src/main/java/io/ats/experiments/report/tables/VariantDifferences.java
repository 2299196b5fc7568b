package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.PairedBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Compares every two variants of a facet by their test accuracies on the seeds both have. */
final class VariantDifferences {

  static final String ABOUT =
      "Difference of the two variants' test accuracies, mean over the seeds that both have, and its "
          + PairedBootstrap.LEVEL
          + " % bootstrap interval (10,000 resamples of seeds, percentiles). With few seeds the"
          + " interval is too narrow: it cannot leave the range of the differences seen.";

  private static final List<Metric> COMPARED = Metric.of(kind -> kind == Metric.Kind.TEST);

  private record Pair(String facet, VariantRow a, VariantRow b) {

    PairedBootstrap of(Metric metric) {
      return PairedBootstrap.of(a.bySeed(metric), b.bySeed(metric));
    }

    int seeds() {
      return of(Metric.TEST_ACCURACY).seeds();
    }
  }

  private VariantDifferences() {}

  /** Returns the differences for people; without a row if no pair shares two seeds. */
  static Table of(List<Trial> trials) {
    List<Pair> pairs = pairs(trials);
    Table table = keys(pairs);
    table.addColumns(Tables.text("seeds", pairs, pair -> Integer.toString(pair.seeds())));
    for (Metric metric : COMPARED) {
      table.addColumns(
          Tables.text(
              metric.label() + " difference %", pairs, pair -> Cell.percent(pair.of(metric))));
    }
    return table;
  }

  /** Returns the same rows for programs, shares of 1. */
  static Table numbers(List<Trial> trials) {
    List<Pair> pairs = pairs(trials);
    Table table = keys(pairs);
    table.addColumns(IntColumn.create("seeds", pairs.stream().mapToInt(Pair::seeds)));
    for (Metric metric : COMPARED) {
      table.addColumns(
          number("_difference", pairs, metric, PairedBootstrap::mean),
          number("_low", pairs, metric, PairedBootstrap::low),
          number("_high", pairs, metric, PairedBootstrap::high));
    }
    return table;
  }

  private static DoubleColumn number(
      String suffix, List<Pair> pairs, Metric metric, ToDoubleFunction<PairedBootstrap> part) {
    return DoubleColumn.create(
        metric.column() + suffix,
        pairs.stream().mapToDouble(pair -> part.applyAsDouble(pair.of(metric))));
  }

  private static Table keys(List<Pair> pairs) {
    Table table =
        Table.create(
            "differences",
            Tables.text("variant", pairs, pair -> pair.a().label()),
            Tables.text("minus", pairs, pair -> pair.b().label()));
    if (pairs.stream().anyMatch(pair -> !pair.facet().isEmpty())) {
      table.addColumns(Tables.text("on", pairs, Pair::facet));
    }
    return table;
  }

  private static List<Pair> pairs(List<Trial> trials) {
    Map<Facet, List<VariantRow>> facets =
        VariantRow.of(trials).stream()
            .collect(
                Collectors.groupingBy(VariantRow::facet, LinkedHashMap::new, Collectors.toList()));
    List<Pair> pairs = new ArrayList<>();
    facets.forEach(
        (facet, rows) -> {
          for (int i = 0; i < rows.size(); i++) {
            for (VariantRow b : rows.subList(i + 1, rows.size())) {
              Pair pair = new Pair(facet.title(facets.keySet()), rows.get(i), b);
              if (pair.seeds() > 1) {
                pairs.add(pair);
              }
            }
          }
        });
    return pairs;
  }
}
