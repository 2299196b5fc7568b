package io.ats.experiments.report.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.core.data.Split;
import io.ats.experiments.picture.Palette;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.w3c.dom.Document;

class ChartsTest {

  private static Trial trial(TrialResult result, List<MetricsRow> metrics) {
    return trial(result, metrics, SampleRun.trial(result).options(), Map.of());
  }

  private static List<NamedChart> charts(List<Trial> trials) {
    Warnings warnings = new Warnings();
    List<NamedChart> charts = Charts.of(new RunData(trials, Map.of(), Map.of()), warnings);
    assertThat(warnings.all()).isEmpty();
    return charts;
  }

  private static Trial trial(
      TrialResult result,
      List<MetricsRow> metrics,
      Map<String, String> options,
      Map<Integer, float[][][]> maps) {
    return new Trial(
        new TrialFolder(Path.of("t")),
        result,
        options,
        metrics,
        List.of(),
        List.of(),
        maps,
        MissingNode.getInstance());
  }

  private static Trial trial(String variant, String task, long seed, int epochs) {
    TrialResult result = SampleRun.ok(variant, task, seed, 0.8, 0.8);
    return trial(result, SampleRun.metrics(result, epochs));
  }

  private static MetricsRow validation(int epoch, double accuracy) {
    return new MetricsRow(epoch, Split.VALIDATION, 1, Metrics.NONE.with(Metric.ACCURACY, accuracy));
  }

  private static final String TIME = "accuracy-against-inference-time";
  private static final List<String> COSTS =
      List.of(
          "accuracy-against-pixels-read",
          TIME,
          "accuracy-against-training-time",
          "accuracy-against-memory",
          "accuracy-against-parameters");

  private static List<String> andCosts(String... others) {
    List<String> all = new ArrayList<>(List.of(others));
    all.addAll(COSTS);
    return all;
  }

  private static Map<String, XYSeries> series(NamedChart chart) {
    return ((XYChart) chart.chart()).getSeriesMap();
  }

  private static NamedChart named(String name, List<NamedChart> charts) {
    return charts.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(List<NamedChart> charts) {
    return charts.stream().map(NamedChart::name).toList();
  }

  @Test
  void makesAChartOnlyOfDataThatExist() {
    assertThat(names(charts(List.of(trial("ats", "max", 0, 5)))))
        .containsExactlyElementsOf(
            andCosts("validation-accuracy", "loss", "attention-entropy", "attention-on-objects"));
    assertThat(names(charts(List.of(trial("uniform", "max", 0, 5)))))
        .containsExactlyElementsOf(andCosts("validation-accuracy", "loss"));
    Trial failed = trial(SampleRun.failed("ats", "max", 0, "x"), List.of());
    assertThat(charts(List.of(failed))).isEmpty();
  }

  @Test
  void drawsMeansOverSeedsAndSkipsWhatIsNoNumber() {
    Trial a =
        trial(
            SampleRun.ok("ats", "max", 0, 0.5, 0.5),
            List.of(validation(1, 0.2), validation(2, 0.4), validation(3, Double.NaN)));
    Trial b =
        trial(
            SampleRun.ok("ats", "max", 1, 0.5, 0.5),
            List.of(validation(1, 0.4), validation(2, Double.NaN), validation(3, Double.NaN)));
    List<NamedChart> charts = charts(List.of(a, b));
    assertThat(names(charts))
        .containsExactlyElementsOf(andCosts("validation-accuracy", "accuracy-over-seeds"));
    XYSeries mean = series(charts.get(0)).get("ats");
    assertThat(mean.getXData()).containsExactly(1, 2);
    assertThat(mean.getYData()).containsExactly(new double[] {30, 40}, within(1e-9));
    assertThat(series(charts.get(0))).as("one epoch has no band").containsOnlyKeys("ats");
    assertThat(charts.get(0).alt())
        .isEqualTo(
            "Line chart. Validation accuracy against the epoch, accuracy (%). At the last epoch:"
                + " ats 40.0.");
  }

  /** 20, 40 % and 40, 50 %: means 30, 45; deviations √200 = 14.1 and √50 = 7.07. */
  @Test
  void bandsAreADeviationWide() {
    List<Trial> trials =
        List.of(
            trial(
                SampleRun.ok("ats", "max", 0, 0.5, 0.5),
                List.of(validation(1, 0.2), validation(2, 0.4))),
            trial(
                SampleRun.ok("ats", "max", 1, 0.5, 0.5),
                List.of(validation(1, 0.4), validation(2, 0.5))));
    XYSeries band = series(charts(trials).get(0)).get(Plot.key("ats", "band"));
    assertThat(band.isShowInLegend()).isFalse();
    assertThat(band.getXData()).containsExactly(1, 2, 2, 1);
    assertThat(band.getYData())
        .containsExactly(new double[] {44.142, 52.071, 37.929, 15.858}, within(1e-3));
  }

  @Test
  void pointsSayTheirMedian() {
    List<Trial> trials =
        List.of(
            trial(SampleRun.ok("ats", "max", 0, 0.5, 0.5), List.of()),
            trial(SampleRun.ok("ats", "max", 1, 0.7, 0.7), List.of()),
            trial(SampleRun.ok("ats", "max", 2, 0.8, 0.9), List.of()),
            trial(SampleRun.ok("uniform", "max", 0, 0.2, 0.2), List.of()));
    assertThat(named("accuracy-over-seeds", charts(trials)).alt())
        .isEqualTo(
            "A point for each seed. Best test accuracy over seeds, median in percent (seeds): ats"
                + " 70.0 (3); uniform 20.0 (1).");
  }

  /**
   * Wilson's interval of 50 of 200 images: 19.5 to 31.4 %, as {@code ReferenceTest} has it of
   * SciPy.
   */
  @Test
  void theBestIsAboveWithItsInterval() {
    List<Trial> trials =
        List.of(
            trial(SampleRun.ok("uniform", "max", 0, 0.25, 0.25), List.of()),
            trial(SampleRun.ok("ats", "max", 0, 0.5, 0.5), List.of()));
    NamedChart chart = named("accuracy-with-intervals", charts(trials));
    assertThat(Charts.isLeading(chart.name())).isTrue();
    assertThat(chart.alt())
        .isEqualTo(
            "Test accuracy after the last epoch: mean, 95 % interval over the test images, and number"
                + " of seeds, in percent: ats 50.0 [43.1, 56.9] (1); uniform 25.0 [19.5, 31.4] (1).");
    assertThat(series(chart).get("ats").getYData()).containsExactly(1);
    assertThat(series(chart).get(Plot.key("uniform", "interval")).getXData())
        .containsExactly(new double[] {19.51, 31.44}, within(0.01));
    assertThat(series(chart).get("uniform").getLineColor()).isEqualTo(Palette.color(0));
  }

  @Test
  void ofSeveralSeedsTheIntervalIsOverThem() {
    List<Trial> trials = new ArrayList<>(seeds("ats", 7));
    trials.addAll(seeds("uniform", 7));
    NamedChart chart = named("accuracy-with-intervals", charts(trials));
    assertThat(chart.alt())
        .contains("95 % interval over the seeds, of six or more")
        .contains("ats 50.0 [50.0, 50.0] (7)");
    assertThat(series(chart).get(Plot.key("ats", "seeds")).getXData()).hasSize(7);
    trials = new ArrayList<>(seeds("ats", 5));
    trials.addAll(seeds("uniform", 1));
    chart = named("accuracy-with-intervals", charts(trials));
    assertThat(chart.alt())
        .contains("no interval with fewer than six seeds")
        .contains("ats 50.0 (5)");
    assertThat(series(chart)).doesNotContainKey(Plot.key("ats", "interval"));
    assertThat(charts(seeds("ats", 7)).stream().map(NamedChart::name))
        .as("nothing to compare")
        .doesNotContain("accuracy-with-intervals");
  }

  /** Beside long names there is little room for the titles. */
  @Test
  void noTitleReachesTheEdgeOfAChart() {
    List<Trial> trials = new ArrayList<>();
    for (String suite : List.of("megapixel-mnist-study", "another-study-of-megapixel-mnist")) {
      for (String variant : List.of("perturbed-topk, conditional, leave-one-out", "uniform")) {
        for (int seed = 0; seed < 6; seed++) {
          TrialResult of = SampleRun.ok(variant, "majority", seed, 0.5, 0.5);
          trials.add(trial(SampleRun.inSuite(suite, of), SampleRun.metrics(of, 2)));
        }
      }
    }
    List<NamedChart> charts = charts(trials);
    assertThat(charts).hasSizeGreaterThan(20);
    for (NamedChart chart : charts) {
      int width = chart.chart().getWidth();
      int height = chart.chart().getHeight();
      BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      chart.chart().paint(drawn.createGraphics(), width, height);
      for (int y = 0; y < height; y++) {
        for (int x : new int[] {0, 1, 2, 3, width - 4, width - 3, width - 2, width - 1}) {
          assertThat(drawn.getRGB(x, y)).as("%s at %s, %s", chart.name(), x, y).isEqualTo(-1);
        }
      }
    }
  }

  private static List<Trial> seeds(String variant, int seeds) {
    return IntStream.range(0, seeds)
        .mapToObj(seed -> SampleRun.ok(variant, "max", seed, 0.5, 0.5 + 0.01 * seed))
        .map(result -> trial(result, List.of()))
        .toList();
  }

  /** Of seven seeds a box plot would make up quartiles; it needs eight of every variant. */
  @Test
  void fewSeedsArePoints() {
    List<Trial> trials = new ArrayList<>(seeds("ats", 7));
    trials.addAll(seeds("uniform", 8));
    NamedChart points = named("accuracy-over-seeds", charts(trials));
    assertThat(points.alt()).startsWith("A point for each seed. ");
    assertThat(series(points).get("ats").getYData())
        .containsExactly(new double[] {50, 51, 52, 53, 54, 55, 56}, within(1e-9));
    assertThat(series(points).get("ats").getXData()).isSorted().startsWith(-0.25).endsWith(0.25);
    assertThat(series(points).get(Plot.key("ats", "mean")).getYData())
        .containsExactly(new double[] {53, 53}, within(1e-9));
    assertThat(series(points).get("ats").getLineColor()).isEqualTo(Palette.color(0));
    trials.addAll(0, seeds("ats", 8).subList(7, 8));
    NamedChart boxes = named("accuracy-over-seeds", charts(trials));
    assertThat(boxes.alt()).startsWith("Box plot. ");
    assertThat(boxes.chart()).isInstanceOf(BoxChart.class);
  }

  private static Trial swept(String selector, String entropy, long seed, double accuracy) {
    String variant = selector + " entropy=" + entropy;
    float[][][] maps = {{{1, Float.parseFloat(entropy)}}};
    return trial(
        SampleRun.ok(variant, "max", seed, accuracy, accuracy),
        List.of(),
        Map.of("selector.name", selector, "selector.entropy", entropy, "seed", Long.toString(seed)),
        Map.of(5, maps));
  }

  @Test
  void findsTheOptionInWhichAloneRowsDiffer() {
    List<Trial> trials =
        List.of(
            swept("ats", "0.1", 0, 0.5),
            swept("ats", "0.1", 1, 0.7),
            swept("ats", "0", 0, 0.4),
            swept("ats", "1", 0, 0.3),
            swept("reinforce", "1", 0, 0.3));
    Map<String, List<Sweep>> found = Sweep.find(trials);
    assertThat(found).containsOnlyKeys("selector.entropy");
    assertThat(found.get("selector.entropy")).hasSize(1);
    Sweep sweep = found.get("selector.entropy").get(0);
    assertThat(sweep.label()).isEqualTo("ats");
    assertThat(sweep.trials().keySet()).containsExactly(0.0, 0.1, 1.0);
    NamedChart chart = named("accuracy-against-selector-entropy", charts(trials));
    XYSeries line = series(chart).get("ats");
    assertThat(line.getXData()).containsExactly(0, 1, 2);
    assertThat(line.getYData()).containsExactly(new double[] {40, 60, 30}, within(1e-9));
    assertThat(line.getExtraValues()).containsExactly(new double[] {0, 14.142, 0}, within(1e-3));
    assertThat(chart.alt()).endsWith("percent: ats at 0 40.0; ats at 0.1 60.0; ats at 1 30.0.");
    assertThat(((XYChart) chart.chart()).getXAxisTitle())
        .isEqualTo("selector.entropy (not to scale)");
  }

  @Test
  void namesWhatSetsSweepsOfOneSelectorApart() {
    List<Trial> trials = new ArrayList<>();
    for (String patches : List.of("4", "8")) {
      for (String size : List.of("32", "50")) {
        String variant = "ats " + patches + " " + size;
        trials.add(
            trial(
                SampleRun.ok(variant, "max", 0, 0.5, 0.5),
                List.of(),
                Map.of("selector.name", "ats", "selector.patches", patches, "selector.size", size),
                Map.of()));
      }
    }
    Map<String, List<Sweep>> found = Sweep.find(trials);
    assertThat(found).containsOnlyKeys("selector.patches", "selector.size");
    assertThat(found.get("selector.patches"))
        .extracting(Sweep::label)
        .containsExactlyInAnyOrder("ats, selector.size=32", "ats, selector.size=50");
  }

  /** (1,0) against (½,½): half the mass lies elsewhere; (1,0) of seed 1 has no partner. */
  @Test
  void attentionDistanceIsTheShareThatLiesElsewhere() {
    List<Trial> trials =
        List.of(swept("ats", "0", 0, 0.4), swept("ats", "1", 0, 0.3), swept("ats", "0", 1, 0.4));
    NamedChart chart = named("attention-distance-selector-entropy", charts(trials));
    XYSeries line = series(chart).get("0 from 1");
    assertThat(line.getXData()).containsExactly(5);
    assertThat(line.getYData()).containsExactly(new double[] {0.5}, within(1e-6));
    Trial other =
        trial(
            SampleRun.ok("ats", "max", 0, 0.5, 0.5),
            List.of(),
            Map.of(),
            Map.of(5, new float[][][] {{{1, 2, 3}}}));
    assertThat(OptionCharts.distance(List.of(trials.get(0)), List.of(other)).isEmpty())
        .as("another grid")
        .isTrue();
  }

  @Test
  void drawsTimeOnALogarithmicAxis() {
    NamedChart cost = named(TIME, charts(List.of(trial("ats", "max", 0, 1))));
    assertThat(series(cost).get("ats").getXData())
        .containsExactly(new double[] {Math.log10(2.5)}, within(1e-9));
    assertThat(
            ((XYChart) cost.chart())
                .getStyler()
                .getxAxisTickLabelsFormattingFunction()
                .apply(Math.log10(2.5)))
        .isEqualTo("2.5");
    assertThat(cost.alt()).endsWith("ats 80.0 % at 2.50 ms per image. Pareto front: ats.");
    assertThat(series(cost)).as("one variant has no front").containsOnlyKeys("ats");
  }

  private static Trial costing(String variant, double accuracy, double milliseconds) {
    TrialResult of = SampleRun.ok(variant, "max", 0, accuracy, accuracy);
    return trial(
        new TrialResult(
            of.key(),
            of.size(),
            Metrics.NONE.with(Metric.INFERENCE_MS_PER_IMAGE, milliseconds),
            of.metrics(),
            of.outcome()),
        List.of());
  }

  /** The dear and bad one and the one that is as good as a cheaper one are not on it. */
  @Test
  void theFrontIsOfThoseThatNothingBeatsAtNoMoreCost() {
    NamedChart cost =
        named(
            TIME,
            charts(
                List.of(
                    costing("best", 0.9, 100),
                    costing("dear and bad", 0.6, 1000),
                    costing("cheap", 0.5, 1),
                    costing("no better", 0.5, 10),
                    costing("no time", 1, Double.NaN))));
    XYSeries front = series(cost).get(CostCharts.FRONT);
    assertThat(front.getXData()).containsExactly(new double[] {0, 2, 2}, within(1e-9));
    assertThat(front.getYData()).containsExactly(new double[] {50, 50, 90}, within(1e-9));
    assertThat(cost.alt()).endsWith(" Pareto front: cheap, best.").doesNotContain("no time");
  }

  /** The cheapest of 21 is the least accurate of them. */
  @Test
  void theFrontIsOfAllVariantsAlsoOfThoseThatAreNotShown() {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      trials.add(costing("v" + i, 0.9 - i / 100.0, i == 20 ? 1 : 100 + i));
    }
    assertThat(named(TIME, charts(trials)).alt()).endsWith(" Pareto front: v20, v0.");
  }

  @Test
  void whatHasOtherSeedsIsNotOnTheFront() {
    TrialResult lucky = SampleRun.ok("lucky", "max", 1, 1, 1);
    List<Trial> trials =
        List.of(costing("a", 0.5, 9), costing("b", 0.6, 10), SampleRun.trial(lucky));
    assertThat(named(TIME, charts(trials)).alt()).contains("lucky").endsWith(" front: a, b.");
  }

  /** "ips" is more accurate than "uniform", which alone is on the front. */
  @Test
  void pointsOnTheFrontAreNamedFirst() {
    CostCharts.Point uniform = new CostCharts.Point("uniform", 1, 50, Set.of(0L));
    CostCharts.Point ats = new CostCharts.Point("ats", 1000, 45, Set.of(0L));
    CostCharts.Point ips = new CostCharts.Point("ips", 1.1, 51, Set.of(0L));
    assertThat(CostCharts.order(List.of(ats, ips, uniform), List.of(uniform)))
        .extracting(PointNames.Point::label)
        .containsExactly("uniform", "ips", "ats");
  }

  @Test
  void aNameAtAHundredPercentDoesNotLieOverTheTitle() {
    XYChart chart = (XYChart) named(TIME, charts(List.of(costing("a", 1, 1)))).chart();
    assertThat(chart.getStyler().getYAxisMax()).isCloseTo(101, within(0.01));
    assertThat(chart.getStyler().getyAxisTickLabelsFormattingFunction().apply(100.0))
        .isEqualTo("100");
    assertThat(chart.getStyler().getyAxisTickLabelsFormattingFunction().apply(101.0)).isBlank();
  }

  @Test
  void drawsTheDeletionCurveOfThoseThatHaveOne() {
    TrialResult of = SampleRun.ok("ats", "max", 0, 0.9, 0.9);
    Metrics deletion =
        Metrics.NONE
            .with(Metric.DELETION_FIRST, 0.7)
            .with(Metric.DELETION_HALF, 0.4)
            .with(Metric.DELETION_ALL, 0.2)
            .with(Metric.RANDOM_DELETION_FIRST, 0.9)
            .with(Metric.RANDOM_DELETION_HALF, 0.8)
            .with(Metric.RANDOM_DELETION_ALL, 0.7);
    Trial deleted =
        trial(
            new TrialResult(
                of.key(), of.size(), of.cost(), of.metrics().with(deletion), of.outcome()),
            List.of());
    NamedChart chart = named("deletion", charts(List.of(deleted, trial("uniform", "max", 0, 1))));
    assertThat(series(chart)).containsOnlyKeys("ats", Plot.key("ats", "dashed"));
    assertThat(series(chart).get("ats").getYData())
        .containsExactly(new double[] {90, 70, 40, 20}, within(1e-9));
    assertThat(series(chart).get(Plot.key("ats", "dashed")).getYData())
        .containsExactly(new double[] {90, 90, 80, 70}, within(1e-9));
  }

  @Test
  void keepsTasksApartAndAVariantsColour() {
    List<NamedChart> charts =
        charts(
            List.of(
                trial("ats", "max", 0, 3),
                trial("uniform", "max", 0, 3),
                trial("uniform", "top", 0, 3)));
    assertThat(names(charts)).contains("loss-max", "loss-top");
    XYSeries inMax = series(charts.get(0)).get("uniform");
    NamedChart top =
        charts.stream()
            .filter(c -> c.name().equals("validation-accuracy-top"))
            .findFirst()
            .orElseThrow();
    assertThat(top.chart().getTitle()).isEqualTo("Validation accuracy — top");
    assertThat(series(top).get("uniform").getLineColor())
        .isEqualTo(inMax.getLineColor())
        .isEqualTo(Palette.color(1));
  }

  /** Three variants on tasks, of which the first is always above the second and that the third. */
  private static List<Trial> onTasks(int tasks, int seeds) {
    List<Trial> trials = new ArrayList<>();
    String[] variants = {"ats", "ips", "uniform"};
    for (int i = 0; i < 3 * tasks * seeds; i++) {
      int seed = i % seeds;
      int task = i / seeds % tasks;
      int variant = i / seeds / tasks;
      double score = (50 - 10 * variant + 2 * task + seed) / 100.0;
      trials.add(trial(SampleRun.ok(variants[variant], "t" + task, seed, score, score), List.of()));
    }
    return trials;
  }

  /** Of ats 50, 51, 52, 53 %: all above 49, half above 51, none above 53. */
  @Test
  void profilesAreSharesOfRunsAbove() {
    assertThat(names(charts(onTasks(1, 2)))).doesNotContain("performance-profile");
    NamedChart chart = named("performance-profile", charts(onTasks(2, 2)));
    XYSeries ats = series(chart).get(Plot.key("ats", "line"));
    int first = (int) ats.getXData()[0];
    assertThat(first).isBetween(28, 29);
    assertThat(ats.getYData()[51 - first]).isEqualTo(50);
    assertThat(ats.getYData()[49 - first]).isEqualTo(100);
    assertThat(ats.getYData()).startsWith(100).endsWith(0);
    assertThat(series(chart)).containsKey(Plot.key("ats", "band"));
    assertThat(chart.alt())
        .isEqualTo(
            "Line chart with bands of 95 %. Share of runs above an accuracy, all tasks, 2 tasks, 2"
                + " seeds. Half of the runs are above: ats 51 %; ips 41 %; uniform 31 %.");
    assertThat(series(named("performance-profile", charts(onTasks(2, 1)))))
        .as("one seed has no band")
        .doesNotContainKey(Plot.key("ats", "band"));
  }

  /** Seven tasks: 3 · 2/2⁷ is below 5 %, 3 · 2/2⁶ above. */
  @Test
  void diagramJoinsThoseNotToldApart() {
    assertThat(names(charts(onTasks(4, 1)))).doesNotContain("critical-difference");
    NamedChart six = named("critical-difference", charts(onTasks(6, 1)));
    assertThat(six.alt())
        .isEqualTo(
            "Critical-difference diagram. Mean ranks over the tasks; lines join those not told"
                + " apart. Mean ranks: ats 1.00; ips 2.00; uniform 3.00. Friedman's test: p"
                + " 0.00248. Not told apart: {ats, ips, uniform}.");
    assertThat(series(six).get("ips").getXData()).containsExactly(2);
    assertThat(series(six).get(Plot.key("group", "-1.0")).getXData()).containsExactly(1, 2, 3);
    assertThat(named("critical-difference", charts(onTasks(7, 1))).alt())
        .endsWith("Not told apart: none.");
  }

  @Test
  void tellsManyVariantsApart() {
    assertThat(
            IntStream.range(0, 84)
                .mapToObj(i -> List.of(Palette.color(i), Palette.marker(i)))
                .distinct())
        .hasSize(84);
    assertThat(IntStream.range(0, 12).mapToObj(Palette::color).distinct()).hasSize(12);
  }

  @Test
  void namesASingleEpochOfValidation() {
    NamedChart loss = charts(List.of(trial("ats", "max", 0, 1))).get(1);
    Map<String, XYSeries> series = series(loss);
    String validation = Plot.key("ats", "validation");
    assertThat(series).containsOnlyKeys("ats", validation);
    assertThat(series.get(validation).getLabel()).isEqualTo("ats, validation");
    assertThat(series.get(validation).isShowInLegend()).isTrue();
    assertThat(series.get(validation).getMarker()).isNotEqualTo(series.get("ats").getMarker());
  }

  @Test
  void writesSvgAndPngAtAnyLength(@TempDir Path dir) throws Exception {
    for (NamedChart chart : charts(onTasks(5, 2))) {
      assertThat(parse(chart.svg()).getDocumentElement().getTagName()).isEqualTo("svg");
    }
    for (int epochs : new int[] {1, 2, 30, 400}) {
      for (NamedChart chart :
          charts(
              List.of(trial("ats", "max", 0, epochs), trial("reinforce <&>", "max", 0, epochs)))) {
        Document svg = parse(chart.svg());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getDoctype()).isNull();
        assertThat(svg.getElementsByTagName("path").getLength()).as(chart.name()).isGreaterThan(10);
        Path png = dir.resolve(chart.name() + ".png");
        chart.writePng(png);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(2 * chart.chart().getWidth());
      }
    }
  }

  @Test
  void thinsMarkersAndKeepsTheLast() {
    double[] epochs = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    Curve thinned = new Curve(epochs, epochs).thinned(12);
    assertThat(thinned.epochs().length).isBetween(12, 14);
    assertThat(thinned.last()).isEqualTo(100);
    double[] dashed = new Curve(epochs, epochs).dashes(10);
    assertThat(java.util.Arrays.stream(dashed).filter(Double::isNaN).count()).isBetween(30L, 36L);
  }

  @Test
  void shapesOfOneStyleAreOnePath() {
    String line = "<line style=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"0\" y2=\"1\"/>\n";
    assertThat(
            NamedChart.joined(
                    "<g>"
                        + line.formatted("a", 1, 2)
                        + line.replace("y1=\"0\"", "y1=\"1\"").formatted("a", 2, 3)
                        + line.formatted("a", 7, 8)
                        + line.formatted("b", 8, 9)
                        + "<path d=\"M1 Z\" style=\"c\"/> <path d=\"M2 Z\" style=\"c\"/>"
                        + "<path d=\"M3 Z\" style=\"opacity\"/><path d=\"M4 Z\" style=\"opacity\"/>"
                        + "</g><path d=\"M5 Z\" style=\"opacity\"/>")
                .replaceAll("\\s*\n\\s*", ""))
        .isEqualTo(
            "<g><path d=\"M1,0 L2,1 L3,1 M7,0 L8,1\" style=\"a\"/>"
                + "<path d=\"M8,0 L9,1\" style=\"b\"/>"
                + "<path d=\"M1 Z M2 Z\" style=\"c\"/>"
                + "<path d=\"M3 Z\" style=\"opacity\"/><path d=\"M4 Z\" style=\"opacity\"/>"
                + "</g><path d=\"M5 Z\" style=\"opacity\"/>");
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
