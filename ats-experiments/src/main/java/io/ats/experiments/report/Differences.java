package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.PairedBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Every two variants of a facet by their difference in test accuracy on the seeds both have. */
final class Differences {

  static final String ABOUT =
      "Difference of the two variants' test accuracies, mean over the seeds that both have, and its "
          + PairedBootstrap.LEVEL
          + " % bootstrap interval (10,000 resamples of seeds, percentiles). With few seeds the"
          + " interval is too narrow: it cannot leave the range of the differences seen.";

  private record Pair(String facet, String variant, String than, VariantRow a, VariantRow b) {
    PairedBootstrap of(ToDoubleFunction<TrialResult> value) {
      return PairedBootstrap.of(a.bySeed(value), b.bySeed(value));
    }
  }

  private Differences() {}

  /** Returns the differences to be read by people; without a row if no pair shares two seeds. */
  static Table of(List<TrialResult> results) {
    List<Pair> pairs = pairs(results);
    Table table = keys(pairs);
    table.addColumns(
        Tables.text("seeds", pairs, p -> Integer.toString(p.of(TrialResult::testAccuracy).seeds())),
        Tables.text(
            "test accuracy difference %",
            pairs, p -> Cell.percent(p.of(TrialResult::testAccuracy))),
        Tables.text(
            "best test accuracy difference %",
            pairs, p -> Cell.percent(p.of(TrialResult::bestTestAccuracy))));
    return table;
  }

  /** Returns the same rows for programs, shares of 1. */
  static Table numbers(List<TrialResult> results) {
    List<Pair> pairs = pairs(results);
    Table table = keys(pairs);
    table.addColumns(
        IntColumn.create(
            "seeds", pairs.stream().mapToInt(p -> p.of(TrialResult::testAccuracy).seeds())));
    Map<String, ToDoubleFunction<TrialResult>> accuracies = new LinkedHashMap<>();
    accuracies.put("test_accuracy", TrialResult::testAccuracy);
    accuracies.put("best_test_accuracy", TrialResult::bestTestAccuracy);
    accuracies.forEach(
        (name, value) -> {
          table.addColumns(number(name + "_difference", pairs, value, PairedBootstrap::mean));
          table.addColumns(number(name + "_low", pairs, value, PairedBootstrap::low));
          table.addColumns(number(name + "_high", pairs, value, PairedBootstrap::high));
        });
    return table;
  }

  private static DoubleColumn number(
      String name,
      List<Pair> pairs,
      ToDoubleFunction<TrialResult> value,
      ToDoubleFunction<PairedBootstrap> part) {
    return DoubleColumn.create(
        name, pairs.stream().mapToDouble(pair -> part.applyAsDouble(pair.of(value))));
  }

  private static Table keys(List<Pair> pairs) {
    Table table =
        Table.create(
            "differences",
            Tables.text("variant", pairs, Pair::variant),
            Tables.text("minus", pairs, Pair::than));
    if (pairs.stream().anyMatch(pair -> !pair.facet().isEmpty())) {
      table.addColumns(Tables.text("on", pairs, Pair::facet));
    }
    return table;
  }

  private static List<Pair> pairs(List<TrialResult> results) {
    Map<Facet, List<VariantRow>> facets =
        VariantRow.of(results).stream()
            .collect(
                Collectors.groupingBy(VariantRow::facet, LinkedHashMap::new, Collectors.toList()));
    Function<Facet, String> title = facet -> facet.title(facets.keySet());
    List<Pair> pairs = new ArrayList<>();
    facets.forEach(
        (facet, rows) -> {
          for (int i = 0; i < rows.size(); i++) {
            for (VariantRow b : rows.subList(i + 1, rows.size())) {
              VariantRow a = rows.get(i);
              Pair pair = new Pair(title.apply(facet), a.label(), b.label(), a, b);
              if (pair.of(TrialResult::testAccuracy).seeds() > 1) {
                pairs.add(pair);
              }
            }
          }
        });
    return pairs;
  }
}
