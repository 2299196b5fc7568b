package io.ats.experiments.report.charts;

import io.ats.experiments.report.RunData;
import io.ats.experiments.report.Warnings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Makes the charts that the trials have data for, a set for each suite, dataset and task, and those
 * over all tasks.
 */
public final class Charts {

  /**
   * Every kind of chart, in the order of the page, where those that share a legend come first; each
   * chart is made by itself.
   */
  private static final List<Function<ChartSet, List<Callable<Optional<NamedChart>>>>> ALL =
      List.of(
          set -> LearningCurves.of(set.best()),
          ofFamilies(set -> AccuracyCharts.of(set.best())),
          ofFamilies(CostCharts::of),
          set -> DeletionChart.of(set.best()),
          OptionCharts::of,
          LabelChart::of);

  private Charts() {}

  /** Returns a kind of chart that compares variants: each is of those that may be compared. */
  private static Function<ChartSet, List<Callable<Optional<NamedChart>>>> ofFamilies(
      Function<ChartSet, List<Callable<Optional<NamedChart>>>> kind) {
    return set -> set.families().stream().flatMap(own -> kind.apply(own).stream()).toList();
  }

  /**
   * Returns the charts that have a point, no two of one name; one that cannot be made is left out
   * with a warning.
   */
  public static List<NamedChart> of(RunData data, Warnings warnings) {
    List<NamedChart> charts = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (ChartSet set :
        warnings.attempt("charts", () -> ChartSet.of(data.trials())).orElse(List.of())) {
      for (Function<ChartSet, List<Callable<Optional<NamedChart>>>> kind : ALL) {
        for (Callable<Optional<NamedChart>> chart :
            warnings.attempt(set.titled("a chart"), () -> kind.apply(set)).orElse(List.of())) {
          add(charts, used, warnings.attempt(set.titled("a chart"), chart));
        }
      }
    }
    for (Callable<Optional<NamedChart>> chart :
        warnings.attempt("charts over all tasks", () -> TaskCharts.of(data)).orElse(List.of())) {
      add(charts, used, warnings.attempt("a chart over all tasks", chart));
    }
    return charts;
  }

  /** Returns whether a chart is one of those that a report begins with. */
  public static boolean isLeading(String name) {
    return name.startsWith(AccuracyIntervals.NAME);
  }

  private static void add(
      List<NamedChart> charts, Set<String> used, Optional<Optional<NamedChart>> chart) {
    chart
        .flatMap(made -> made)
        .ifPresent(made -> charts.add(made.named(unused(made.name(), used))));
  }

  /** Names that differ only in letters that no file name has get a number. */
  private static String unused(String name, Set<String> used) {
    String free = name;
    for (int i = 2; !used.add(free); i++) {
      free = String.format(Locale.ROOT, "%s-%d", name, i);
    }
    return free;
  }
}
