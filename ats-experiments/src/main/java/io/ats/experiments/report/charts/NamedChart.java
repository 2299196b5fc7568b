package io.ats.experiments.report.charts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A chart with its name and description.
 *
 * @param name the name of its files, without suffix
 * @param alt a description for readers who cannot see it
 * @param chart how it is drawn
 */
public record NamedChart(String name, String alt, Chart<?, ?> chart) {

  private static final int DOTS_PER_INCH = 144;

  /** Returns the same chart under another name. */
  NamedChart named(String other) {
    return new NamedChart(other, alt, chart);
  }

  /** Returns the chart as SVG, text as outlines, coordinates to a hundredth of a pixel. */
  public String svg() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, bytes, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    return bytes
        .toString(StandardCharsets.UTF_8)
        .replaceFirst("(?s)<!DOCTYPE.*?>\\s*", "")
        .replaceAll("(\\d\\.\\d\\d)\\d+", "$1");
  }

  /** Writes the chart as PNG, at twice its size. */
  public void writePng(Path file) throws IOException {
    BitmapEncoder.saveBitmapWithDPI(
        chart, file.toString(), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
  }
}
