package io.ats.experiments.report;

import java.util.ArrayList;
import java.util.List;

/** Makes the charts that the trials have data for, a set for each suite, dataset and task. */
final class Charts {

  private Charts() {}

  /** Returns the charts in the order of the page; a chart without a point is left out. */
  static List<NamedChart> of(List<Trial> trials) {
    List<NamedChart> charts = new ArrayList<>();
    for (ChartSet set : ChartSet.of(trials)) {
      charts.addAll(LearningCurves.of(set));
      charts.addAll(AccuracyCharts.of(set));
      charts.addAll(OptionCharts.of(set));
    }
    return charts;
  }
}
