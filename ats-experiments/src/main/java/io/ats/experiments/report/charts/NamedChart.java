package io.ats.experiments.report.charts;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A chart with its name and description.
 *
 * @param name the name of its files, without suffix
 * @param alt a description for readers who cannot see it
 * @param chart how it is drawn
 * @param shared a legend that says all that the chart's own does; empty if none does
 */
public record NamedChart(String name, String alt, Chart<?, ?> chart, Optional<Legend> shared) {

  private static final int DOTS_PER_INCH = 144;

  private static final Pattern SHAPE =
      Pattern.compile(
          "<path d=\"(?<d>[^\"]*)\" style=\"(?<path>[^\"]*)\"/>"
              + "|<line style=\"(?<line>[^\"]*)\" x1=\"(?<x1>[^\"]*)\" x2=\"(?<x2>[^\"]*)\""
              + " y1=\"(?<y1>[^\"]*)\" y2=\"(?<y2>[^\"]*)\"/>");

  /** Creates a chart that no other shares a legend with. */
  NamedChart(String name, String alt, Chart<?, ?> chart) {
    this(name, alt, chart, Optional.empty());
  }

  /** Returns the same chart under another name. */
  NamedChart named(String other) {
    return new NamedChart(other, alt, chart, shared);
  }

  /** Returns the chart as SVG, text as outlines, coordinates to a hundredth of a pixel. */
  public String svg() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    synchronized (VectorGraphicsEncoder.class) { // all drawings share its formats of numbers
      VectorGraphicsEncoder.saveVectorGraphic(
          chart, bytes, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
    return joined(
        bytes
            .toString(StandardCharsets.UTF_8)
            .replaceFirst("(?s)<!DOCTYPE.*?>\\s*", "")
            .replaceAll("(\\d\\.\\d\\d)\\d+", "$1"));
  }

  /** Makes one path of lines and opaque paths that follow each other in one style. */
  static String joined(String svg) {
    StringBuilder out = new StringBuilder();
    StringBuilder course = new StringBuilder();
    String style = "";
    int end = 0;
    Matcher shape = SHAPE.matcher(svg);
    while (shape.find()) {
      String between = svg.substring(end, shape.start());
      boolean line = shape.group("line") != null;
      String own = shape.group(line ? "line" : "path");
      if (end == 0 || !between.isBlank() || !own.equals(style) || own.contains("opacity")) {
        out.append(path(course, style)).append(between);
        course.setLength(0);
        style = own;
      }
      String from = line ? shape.group("x1") + "," + shape.group("y1") : "";
      String last = " L" + from;
      int start = course.length() - last.length();
      if (line && start > 0 && course.indexOf(last, start) == start) {
        course.append(" L");
      } else {
        course.append(course.isEmpty() ? "" : " ").append(line ? "M" + from + " L" : "");
      }
      course.append(line ? shape.group("x2") + "," + shape.group("y2") : shape.group("d"));
      end = shape.end();
    }
    return out.append(path(course, style)).append(svg.substring(end)).toString();
  }

  private static String path(CharSequence course, String style) {
    return course.isEmpty() ? "" : "<path d=\"%s\" style=\"%s\"/>".formatted(course, style);
  }

  /** Returns the chart as SVG to stand beside the legend that it shares: without its own. */
  public String svgBesideLegend() throws IOException {
    int height = chart.getHeight();
    try {
      chart.getStyler().setLegendVisible(false);
      resize(Plot.HEIGHT);
      return svg();
    } finally {
      chart.getStyler().setLegendVisible(true);
      resize(height);
    }
  }

  /** Sets the height, which only painting does. */
  private void resize(int height) {
    Graphics2D nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    chart.paint(nowhere, chart.getWidth(), height);
    nowhere.dispose();
  }

  /** Writes the chart as PNG, at twice its size. */
  public void writePng(Path file) throws IOException {
    BitmapEncoder.saveBitmapWithDPI(
        chart, file.toString(), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
  }
}
