package io.ats.experiments.report.charts;

import io.ats.experiments.report.Shown;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.style.XYStyler;

/**
 * Names beside the points of a chart, where there is room: above a point, else below it, right or
 * left. None lies over another name or a point, and over a line only where no place is free of it;
 * what has no place is left to the legend.
 */
final class PointNames {

  static final Font FONT = Look.FONT.deriveFont(13f);

  private static final int MOST = 32;

  /** A line of text's height, of the axis. */
  static final double HEIGHT = 0.05;

  /** A point's half width, of the axis. */
  private static final double MARKER = 0.015;

  /** Beside the axes, pixels. */
  private static final int SIDES = 80;

  private final XYStyler axes;
  private final double width;
  private final double height;

  private PointNames(XYStyler axes) {
    this.axes = axes;
    width = axes.getXAxisMax() - axes.getXAxisMin();
    height = HEIGHT * (axes.getYAxisMax() - axes.getYAxisMin());
  }

  /** A point in the axes' numbers. */
  record Point(String label, double x, double y) {}

  /** A name's middle and half its width, in the axes' numbers. */
  record Name(String text, double x, double y, double half) {

    private boolean meets(double from, double to, double low, double high, double height) {
      return to > x - half && from < x + half && high > y - height && low < y + height;
    }
  }

  /**
   * Returns the names.
   *
   * @param points the first named first
   * @param line the ends of its straight pieces, of which each is level or upright; may be empty
   * @param axes whose limits are set
   */
  static List<Name> of(List<Point> points, List<Point> line, XYStyler axes) {
    PointNames chart = new PointNames(axes);
    List<Name> written = new ArrayList<>();
    for (Point point : points) {
      chart
          .places(point)
          .filter(name -> written.stream().noneMatch(other -> chart.overName(name, other)))
          .filter(
              name ->
                  points.stream()
                      .noneMatch(other -> other != point && chart.overPoint(name, other)))
          .min(Comparator.comparing(name -> chart.overLine(name, line))) // of equals the first
          .ifPresent(written::add);
    }
    return written;
  }

  /** Returns a name's places within the chart, the best first. */
  private Stream<Name> places(Point point) {
    String text = Shown.name(point.label(), MOST);
    double half = Math.min(0.5, Look.width(FONT, text) / 2 / (Plot.WIDTH - SIDES)) * width;
    double inside =
        Math.max(axes.getXAxisMin() + half, Math.min(axes.getXAxisMax() - half, point.x()));
    double beside = half + 2 * MARKER * width;
    return Stream.of(
            new Name(text, inside, point.y() + height, half),
            new Name(text, inside, point.y() - height, half),
            new Name(text, point.x() + beside, point.y(), half),
            new Name(text, point.x() - beside, point.y(), half))
        .filter(name -> name.x() - half >= axes.getXAxisMin() - MARKER * width)
        .filter(name -> name.x() + half <= axes.getXAxisMax() + MARKER * width)
        .filter(name -> name.y() - height / 2 >= axes.getYAxisMin());
  }

  private boolean overName(Name name, Name other) {
    return name.meets(
        other.x() - other.half(), other.x() + other.half(), other.y(), other.y(), height);
  }

  private boolean overPoint(Name name, Point point) {
    double marker = MARKER * width;
    return name.meets(point.x() - marker, point.x() + marker, point.y(), point.y(), height);
  }

  private boolean overLine(Name name, List<Point> line) {
    for (int i = 1; i < line.size(); i++) {
      Point a = line.get(i - 1);
      Point b = line.get(i);
      if (name.meets(
          Math.min(a.x(), b.x()),
          Math.max(a.x(), b.x()),
          Math.min(a.y(), b.y()),
          Math.max(a.y(), b.y()),
          height / 2)) {
        return true;
      }
    }
    return false;
  }
}
