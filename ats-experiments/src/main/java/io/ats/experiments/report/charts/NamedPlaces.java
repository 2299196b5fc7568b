package io.ats.experiments.report.charts;

import java.awt.Font;
import java.util.Set;
import org.knowm.xchart.style.AxesChartStyler;

/** A chart's x axis that names the variants, upright where they would not fit side by side. */
record NamedPlaces(Set<String> names) {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;
  private static final int BESIDE_PLOT = 100;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  int width() {
    return Math.max(WIDTH, BESIDE_PLOT + 48 * names.size());
  }

  int height() {
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    return HEIGHT + (isUpright() ? 7 * longest : 0);
  }

  /** A chart leaves out labels that are wider than nine tenths of their room. */
  private boolean isUpright() {
    double widest = names.stream().mapToDouble(name -> Look.width(FONT, name)).max().orElse(0);
    return widest > 0.85 * (width() - BESIDE_PLOT) / (names.size() + 1);
  }

  void apply(AxesChartStyler styler) {
    styler.setLegendVisible(false);
    styler.setXAxisLabelRotation(isUpright() ? 90 : 0);
    styler.setXAxisLabelAlignmentVertical(AxesChartStyler.TextAlignment.Right);
    styler.setAxisTickLabelsFont(FONT);
  }
}
