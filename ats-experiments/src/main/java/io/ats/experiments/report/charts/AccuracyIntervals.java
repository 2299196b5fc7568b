package io.ats.experiments.report.charts;

import io.ats.experiments.picture.Palette;
import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Shown;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantPair;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.MeanAccuracy;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Test accuracy after the last epoch by variant, the best above: mean and a point for each seed,
 * and of six seeds or more an interval of the mean; fewer say too little of others. Where every
 * variant has a single seed the interval is over its test images.
 */
final class AccuracyIntervals {

  /** The chart's name; those of several sets begin with it. */
  static final String NAME = "accuracy-with-intervals";

  /** Points of more seeds lie over each other. */
  private static final int MOST_SEEDS = 20;

  /** Legible on a phone. */
  private static final int WIDTH = 480;

  private static final int MOST = 960;
  private static final int EACH = 34;
  private static final int AROUND = 120;

  /** Of the chart's width, neither plot nor names. */
  private static final int BESIDE_NAMES = 60;

  /** Characters of a label. */
  private static final int LONGEST = 48;

  /** A variant's accuracies and the interval of their mean. */
  private record Line(String label, double[] seeds, Estimate mean) {

    static Line of(String label, List<Trial> trials, boolean alone) {
      double[] seeds =
          trials.stream()
              .mapToDouble(trial -> trial.result().value(Metric.TEST_ACCURACY))
              .filter(Double::isFinite)
              .toArray();
      Estimate mean = new Estimate(StatUtils.mean(seeds), Double.NaN, Double.NaN);
      if (alone && seeds.length == 1) {
        mean = MeanAccuracy.ofImages(seeds[0], trials.get(0).result().size().testImages());
      } else if (VariantPair.canClaim(seeds.length, 1)) {
        mean = MeanAccuracy.ofSeeds(seeds);
      }
      return new Line(label, seeds, mean);
    }
  }

  private final ChartSet set;
  private final List<Line> lines; // the worst first: y grows upwards

  private AccuracyIntervals(ChartSet set, List<Line> lines) {
    this.set = set;
    this.lines = lines;
  }

  /** Returns the chart, if two variants have an accuracy. */
  static Optional<NamedChart> of(ChartSet set) {
    List<Line> lines = new ArrayList<>();
    boolean alone = set.variants().values().stream().allMatch(trials -> trials.size() <= 1);
    set.variants().forEach((label, trials) -> lines.add(Line.of(label, trials, alone)));
    lines.removeIf(line -> line.seeds.length == 0);
    lines.sort(Comparator.comparingDouble(line -> -line.mean.value()));
    Collections.reverse(lines);
    return lines.size() < 2
        ? Optional.empty()
        : Optional.of(new AccuracyIntervals(set, lines).named());
  }

  private NamedChart named() {
    boolean alone = lines.stream().allMatch(line -> line.seeds.length == 1);
    boolean intervals = lines.stream().anyMatch(line -> !Double.isNaN(line.mean.low()));
    String what = set.titled("Test accuracy after the last epoch");
    String bars =
        intervals
            ? "%d %% interval over ".formatted(Estimate.LEVEL)
                + (alone ? "the test images" : "the seeds, of six or more")
            : "no interval with fewer than six seeds";
    String all =
        lines.stream()
            .sorted(Comparator.comparingDouble(line -> -line.mean.value()))
            .map(
                line -> line.label + " " + Cell.percent(line.mean) + " (" + line.seeds.length + ")")
            .collect(Collectors.joining("; "));
    return set.named(
        NAME,
        "%s: mean, %s, and number of seeds, in percent: %s.".formatted(what, bars, all),
        chart(intervals));
  }

  private XYChart chart(boolean intervals) {
    List<String> names = shown();
    double widest = names.stream().mapToDouble(name -> Look.width(Look.FONT, name)).max().orElse(0);
    XYChart chart =
        new XYChartBuilder()
            .width((int) Math.min(MOST, Math.max(WIDTH, widest + 290)))
            .height(AROUND + EACH * lines.size())
            .title(set.titled("Test accuracy"))
            .xAxisTitle(
                "% after the last epoch"
                    + (intervals ? "; bars: %d %% interval".formatted(Estimate.LEVEL) : ""))
            .build();
    Look.apply(chart, widest + BESIDE_NAMES);
    chart.getStyler().setLegendVisible(false);
    for (int place = 0; place < lines.size(); place++) {
      add(chart, lines.get(place), place);
    }
    return Axes.of(chart).overNames(names);
  }

  /** Returns the labels, long ones without their middle; no two are the same. */
  private List<String> shown() {
    Set<String> shown = new LinkedHashSet<>();
    for (Line line : lines) {
      int length = line.label.length();
      String text =
          length <= LONGEST
              ? line.label
              : line.label.substring(0, LONGEST / 2)
                  + "…"
                  + line.label.substring(length - LONGEST / 2);
      Shown.apart(text, shown);
    }
    return List.copyOf(shown);
  }

  private void add(XYChart chart, Line line, int place) {
    int style = set.style(line.label);
    if (line.seeds.length > 1 && line.seeds.length <= MOST_SEEDS) {
      XYSeries seeds =
          chart.addSeries(
              Plot.key(line.label, "seeds"), percent(line.seeds), at(place, line.seeds.length));
      seeds
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(Palette.faint(style))
          .setLineStyle(SeriesLines.NONE);
    }
    if (!Double.isNaN(line.mean.low())) {
      double[] ends = percent(line.mean.low(), line.mean.high());
      Plot.paint(chart.addSeries(Plot.key(line.label, "interval"), ends, at(place, 2)), style)
          .setMarker(SeriesMarkers.NONE)
          .setLineStyle(new BasicStroke(3));
    }
    Plot.paint(chart.addSeries(line.label, percent(line.mean.value()), at(place, 1)), style)
        .setLineStyle(SeriesLines.NONE);
  }

  private static double[] percent(double... shares) {
    double[] shown = new double[shares.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = Metric.TEST_ACCURACY.shown(shares[i]);
    }
    return shown;
  }

  private static double[] at(int place, int count) {
    double[] heights = new double[count];
    Arrays.fill(heights, place);
    return heights;
  }
}
