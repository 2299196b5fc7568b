package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYSeries;
import org.w3c.dom.Document;

class ChartsTest {

  private static Trial trial(TrialResult result, List<MetricsRow> metrics) {
    return new Trial(
        new TrialFolder(Path.of("t")), result, metrics, List.of(), MissingNode.getInstance());
  }

  private static Trial trial(String variant, String task, long seed, int epochs) {
    TrialResult result = SampleRun.ok(variant, task, seed, 0.8, 0.8);
    return trial(result, SampleRun.metrics(result, epochs));
  }

  private static MetricsRow validation(int epoch, double accuracy) {
    return new MetricsRow(epoch, "validation", Double.NaN, accuracy, 1, Map.of());
  }

  private static List<String> names(List<NamedChart> charts) {
    return charts.stream().map(NamedChart::name).toList();
  }

  @Test
  void makesAChartOnlyOfDataThatExist() {
    assertThat(names(Charts.of(List.of(trial("ats", "max", 0, 5)))))
        .containsExactly(
            "validation-accuracy",
            "loss",
            "accuracy-against-time",
            "attention-entropy",
            "attention-on-objects");
    assertThat(names(Charts.of(List.of(trial("uniform", "max", 0, 5)))))
        .containsExactly("validation-accuracy", "loss", "accuracy-against-time");
    Trial failed = trial(SampleRun.failed("ats", "max", 0, "x"), List.of());
    assertThat(Charts.of(List.of(failed))).isEmpty();
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
    List<NamedChart> charts = Charts.of(List.of(a, b));
    assertThat(names(charts)).containsExactly("validation-accuracy", "accuracy-against-time");
    XYSeries mean = charts.get(0).chart().getSeriesMap().get("ats");
    assertThat(mean.getXData()).containsExactly(1, 2);
    assertThat(mean.getYData()).containsExactly(new double[] {30, 40}, within(1e-9));
    assertThat(charts.get(0).chart().getSeriesMap()).hasSize(3);
    assertThat(charts.get(0).alt())
        .isEqualTo(
            "Line chart. Validation accuracy against the epoch, accuracy (%). At the last epoch: ats 40.0.");
  }

  @Test
  void drawsTimeOnALogarithmicAxis() {
    NamedChart cost = Charts.of(List.of(trial("ats", "max", 0, 1))).get(2);
    assertThat(cost.name()).isEqualTo("accuracy-against-time");
    assertThat(cost.chart().getSeriesMap().get("ats").getXData())
        .containsExactly(new double[] {Math.log10(2.5)}, within(1e-9));
    assertThat(
            cost.chart().getStyler().getxAxisTickLabelsFormattingFunction().apply(Math.log10(2.5)))
        .isEqualTo("2.5");
    assertThat(cost.alt()).endsWith("ats 80.0 % at 2.50 ms.");
  }

  @Test
  void keepsTasksApartAndAVariantsColour() {
    List<NamedChart> charts =
        Charts.of(
            List.of(
                trial("ats", "max", 0, 3),
                trial("uniform", "max", 0, 3),
                trial("uniform", "top", 0, 3)));
    assertThat(names(charts)).contains("loss-max", "loss-top");
    XYSeries inMax = charts.get(0).chart().getSeriesMap().get("uniform");
    NamedChart top =
        charts.stream()
            .filter(c -> c.name().equals("validation-accuracy-top"))
            .findFirst()
            .orElseThrow();
    assertThat(top.chart().getTitle()).isEqualTo("Validation accuracy — top");
    assertThat(top.chart().getSeriesMap().get("uniform").getLineColor())
        .isEqualTo(inMax.getLineColor())
        .isEqualTo(Palette.color(1));
  }

  @Test
  void tellsManyVariantsApart() {
    assertThat(
            IntStream.range(0, 49)
                .mapToObj(i -> List.of(Palette.color(i), Palette.marker(i)))
                .distinct())
        .hasSize(49);
  }

  @Test
  void namesASingleEpochOfValidation() {
    NamedChart loss = Charts.of(List.of(trial("ats", "max", 0, 1))).get(1);
    Map<String, XYSeries> series = loss.chart().getSeriesMap();
    assertThat(series).containsOnlyKeys("ats", "ats, validation");
    assertThat(series.get("ats, validation").isShowInLegend()).isTrue();
    assertThat(series.get("ats, validation").getMarker())
        .isNotEqualTo(series.get("ats").getMarker());
  }

  @Test
  void writesSvgAndPngAtAnyLength(@TempDir Path dir) throws Exception {
    for (int epochs : new int[] {1, 2, 30, 400}) {
      for (NamedChart chart :
          Charts.of(
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

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
