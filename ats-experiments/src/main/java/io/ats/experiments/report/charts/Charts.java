package io.ats.experiments.report.charts;

import io.ats.experiments.report.Trial;
import java.util.List;
import java.util.function.Function;

/** Makes the charts that the trials have data for, a set for each suite, dataset and task. */
public final class Charts {

  /** Every kind of chart, in the order of the page. */
  private static final List<Function<ChartSet, List<NamedChart>>> ALL =
      List.of(LearningCurves::of, AccuracyCharts::of, OptionCharts::of);

  private Charts() {}

  /** Returns the charts that have a point. */
  public static List<NamedChart> of(List<Trial> trials) {
    return ChartSet.of(trials).stream()
        .flatMap(set -> ALL.stream().flatMap(kind -> kind.apply(set).stream()))
        .toList();
  }
}
