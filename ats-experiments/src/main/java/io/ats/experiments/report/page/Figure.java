package io.ats.experiments.report.page;

import io.ats.experiments.report.charts.Legend;
import java.util.Optional;

/**
 * A chart as it was drawn for the page.
 *
 * @param name the name of its files, without suffix
 * @param alt a description for readers who cannot see it
 * @param width the drawing's own, in pixels
 * @param height the drawing's own, in pixels
 * @param svg the drawing; without a legend of its own if it shares one
 * @param shared the legend that it stands beside, if any
 */
record Figure(String name, String alt, int width, int height, String svg, Optional<Legend> shared) {

  /** Returns it as part of a page, with links to its files beside the page. */
  String html() {
    return "<figure class=\"chart\" style=\"--width: %dpx; --height: %dpx\">"
            .formatted(width, height)
        + Html.drawing(svg, alt)
        + "<figcaption><a href=\"charts/%1$s.svg\">SVG</a> <a href=\"charts/%1$s.png\">PNG</a></figcaption>"
            .formatted(name)
        + "</figure>\n";
  }
}
