package io.ats.experiments.report.page;

/**
 * A chart as it was drawn.
 *
 * @param name the name of its files, without suffix
 * @param alt a description for readers who cannot see it
 * @param svg the drawing
 */
record Figure(String name, String alt, String svg) {

  /** Returns it as part of a page, with links to its files beside the page. */
  String html() {
    return "<figure class=\"chart\">"
        + Html.drawing(svg, alt)
        + "<figcaption><a href=\"charts/%1$s.svg\">SVG</a> <a href=\"charts/%1$s.png\">PNG</a></figcaption>"
            .formatted(name)
        + "</figure>\n";
  }
}
