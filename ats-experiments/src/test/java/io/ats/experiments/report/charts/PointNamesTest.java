package io.ats.experiments.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.charts.PointNames.Name;
import io.ats.experiments.report.charts.PointNames.Point;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;

/** On axes from 0 to 100, where a line of text is 5 high. */
class PointNamesTest {

  private static final List<Point> NO_LINE = List.of();

  private static XYStyler axes() {
    XYStyler axes = new XYChartBuilder().build().getStyler();
    axes.setXAxisMin(0.0).setXAxisMax(100.0).setYAxisMin(0.0).setYAxisMax(100.0);
    return axes;
  }

  private static Map<String, Name> names(List<Point> line, Point... points) {
    return PointNames.of(List.of(points), line, axes()).stream()
        .collect(Collectors.toMap(Name::text, Function.identity()));
  }

  @Test
  void aNameStandsAboveItsPoint() {
    Name name = names(NO_LINE, new Point("ats", 50, 40)).get("ats");
    assertThat(name.x()).isEqualTo(50);
    assertThat(name.y()).isEqualTo(45);
  }

  @Test
  void aNameStaysWithinTheChart() {
    Name name = names(NO_LINE, new Point("a long name", 99, 40)).get("a long name");
    assertThat(name.x() + name.half()).isLessThanOrEqualTo(100);
    assertThat(name.x()).isLessThan(99);
    assertThat(names(NO_LINE, new Point("ats", 50, 3), new Point("over", 50, 6)).get("ats").y())
        .as("not below the axis")
        .isEqualTo(3);
  }

  @Test
  void whereAPointOrANameIsAboveItStandsBelowOrBeside() {
    Map<String, Name> names =
        names(
            NO_LINE,
            new Point("first", 50, 40),
            new Point("second", 50, 36),
            new Point("third", 50, 32));
    assertThat(names.get("first").y()).isEqualTo(45);
    assertThat(names.get("second").y()).as("beside").isEqualTo(36);
    assertThat(names.get("second").x()).isGreaterThan(50);
    assertThat(names.get("third").y()).as("below").isEqualTo(27);
  }

  @Test
  void aLineIsAvoidedWhereThereIsAnotherPlace() {
    List<Point> level = List.of(new Point("", 0, 45), new Point("", 100, 45));
    assertThat(names(level, new Point("ats", 50, 40)).get("ats").y()).isEqualTo(35);
    List<Point> upright = List.of(new Point("", 50, 0), new Point("", 50, 100));
    Name beside = names(upright, new Point("ats", 50, 40)).get("ats");
    assertThat(beside.x()).isGreaterThan(50);
    assertThat(beside.y()).isEqualTo(40);
  }

  @Test
  void whatHasNoPlaceIsLeftOut() {
    Point[] points = new Point[7];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Point("a name of some length " + i, 50, 40 + i);
    }
    Map<String, Name> names = names(NO_LINE, points);
    assertThat(names).hasSizeBetween(1, 6).containsKey("a name of some length 6");
    for (Name name : names.values()) {
      for (Name other : names.values()) {
        boolean apart =
            Math.abs(name.y() - other.y()) >= 5
                || Math.abs(name.x() - other.x()) >= name.half() + other.half();
        assertThat(name == other || apart).isTrue();
      }
    }
  }
}
