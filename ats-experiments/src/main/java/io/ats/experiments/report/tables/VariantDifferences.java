package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Family;
import io.ats.experiments.report.VariantPair;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Compares every two variants of a family by their test accuracies on the seeds both have. */
final class VariantDifferences {

  static final String ABOUT =
      "Difference of the two variants' test accuracies, the better first: mean over the seeds that both have, its "
          + Estimate.LEVEL
          + " % BCa bootstrap interval (10,000 resamples of seeds) and the number of those seeds."
          + " p: exact two-sided sign-flip test; corrected p: Holm's correction over all pairs of"
          + " the suite, preset, dataset and task on the same images, for training and for test. Higher or lower is claimed only where the"
          + " corrected p is at most 5 % and the interval leaves out 0. The smallest p of n seeds"
          + " is 2/2^n, above 5 % with fewer than six: with fewer than six seeds no claim can be"
          + " made, and with few seeds the interval is too narrow. Failed trials: of one of the two a"
          + " trial failed, and the rest are a choice. Unfinished: trials of the run are to come.";

  private static final List<Metric> COMPARED = Metric.of(kind -> kind == Metric.Kind.TEST);

  private record Line(String on, Map<Metric, VariantPair> pairs) {

    VariantPair of(Metric metric) {
      return pairs.get(metric);
    }

    String a() {
      return of(Metric.TEST_ACCURACY).a().label();
    }

    String b() {
      return of(Metric.TEST_ACCURACY).b().label();
    }
  }

  private final List<Line> lines;

  VariantDifferences(List<Family> families) {
    lines = lines(families);
  }

  /** Returns the differences for people; without a row if no pair shares two seeds. */
  Table table() {
    Table table = keys();
    for (Metric metric : COMPARED) {
      table.addColumns(
          Tables.text(
              metric.label() + " difference %",
              lines,
              l -> Cell.percent(l.of(metric).difference())),
          Tables.text(
              metric.label() + " p", lines, l -> Cell.significant(l.of(metric).difference().p())),
          Tables.text(
              metric.label() + " corrected p",
              lines,
              l -> Cell.significant(l.of(metric).corrected())),
          Tables.text(metric.label() + " verdict", lines, l -> l.of(metric).verdict().text()));
    }
    return table;
  }

  /** Returns the same rows for programs, shares of 1. */
  Table numbers() {
    Table table = keys();
    for (Metric metric : COMPARED) {
      Function<String, String> name = suffix -> metric.column() + suffix;
      table.addColumns(
          IntColumn.create(
              name.apply("_seeds"),
              lines.stream().mapToInt(line -> line.of(metric).difference().seeds())),
          number(name.apply("_difference"), metric, pair -> pair.difference().mean().value()),
          number(name.apply("_low"), metric, pair -> pair.difference().mean().low()),
          number(name.apply("_high"), metric, pair -> pair.difference().mean().high()),
          number(name.apply("_p"), metric, pair -> pair.difference().p()),
          number(name.apply("_corrected_p"), metric, VariantPair::corrected),
          Tables.text(name.apply("_verdict"), lines, line -> line.of(metric).verdict().text()));
    }
    return table;
  }

  private DoubleColumn number(String name, Metric metric, ToDoubleFunction<VariantPair> part) {
    return DoubleColumn.create(
        name, lines.stream().mapToDouble(line -> part.applyAsDouble(line.of(metric))));
  }

  private Table keys() {
    Table table =
        Table.create(
            "differences",
            Tables.text("variant", lines, Line::a),
            Tables.text("minus", lines, Line::b));
    if (lines.stream().anyMatch(line -> !line.on().isEmpty())) {
      table.addColumns(Tables.text("on", lines, Line::on));
    }
    return table;
  }

  private static List<Line> lines(List<Family> families) {
    List<Line> lines = new ArrayList<>();
    for (Family family : families) {
      Map<Metric, List<VariantPair>> pairs = new LinkedHashMap<>();
      COMPARED.forEach(metric -> pairs.put(metric, family.pairs(metric)));
      for (int i = 0; i < pairs.get(Metric.TEST_ACCURACY).size(); i++) {
        int at = i;
        Map<Metric, VariantPair> line = new LinkedHashMap<>();
        pairs.forEach((metric, all) -> line.put(metric, all.get(at)));
        if (line.get(Metric.TEST_ACCURACY).difference().seeds() > 1) {
          lines.add(new Line(family.title(), line));
        }
      }
    }
    return lines;
  }
}
