package io.ats.experiments.report.charts;

import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.ExpectedBest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The expected best validation accuracy against the number of configurations tried, a line for each
 * row of a suite: how much tuning a method needs (Dodge et al., EMNLP 2019).
 */
public final class ExpectedBestChart {

  private ExpectedBestChart() {}

  /**
   * Returns the chart.
   *
   * @param found by row, at least one, the validation accuracy of each configuration in [0,1], all
   *     trained as long
   */
  public static NamedChart of(Map<String, double[]> found) {
    String title = "Expected best validation accuracy after the shortest training";
    String unit = "accuracy (%)";
    List<String> labels = List.copyOf(found.keySet());
    Plot plot = new Plot(title, "configurations tried", unit, labels);
    Map<String, Curve> curves = new LinkedHashMap<>();
    found.forEach(
        (label, values) -> {
          double[] best =
              Arrays.stream(ExpectedBest.of(values))
                  .map(Metric.VALIDATION_ACCURACY::shown)
                  .toArray();
          double[] tried = IntStream.rangeClosed(1, best.length).asDoubleStream().toArray();
          curves.put(label, new Curve(tried, best));
        });
    curves.forEach((label, curve) -> plot.curve(label, label, labels.indexOf(label), curve, false));
    String alt =
        "Line chart. %s against the number of configurations tried. At the last: %s."
            .formatted(title, LearningCurves.ends(curves));
    return new NamedChart("expected-best", alt, Axes.of(plot).overEpochs(true));
  }
}
