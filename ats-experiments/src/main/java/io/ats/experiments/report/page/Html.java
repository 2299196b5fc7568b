package io.ats.experiments.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small pieces of HTML. */
final class Html {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

  /** The course of a line. */
  private static final Pattern PATH = Pattern.compile(" d='[^']*'");

  /** What an address must not have as it is, or what looks like another address. */
  private static final String ENCODED = "%#<>&:(";

  private Html() {}

  /** Returns text that is safe as content and as a quoted attribute. */
  static String escape(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\n\t]]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns an image that is part of the page. */
  static String image(String type, byte[] content, String alt) {
    return "<img src=\"data:%s;base64,%s\" alt=\"%s\">"
        .formatted(type, Base64.getEncoder().encodeToString(content), escape(alt));
  }

  /** Returns an SVG drawing that is part of the page; not in base 64, which takes a third more. */
  static String drawing(String svg, String alt) {
    String lean =
        PATH.matcher(svg.replaceAll(">\\s+<", "><").replace('"', '\''))
            .replaceAll(path -> path.group().replaceAll(" ([A-Z])", "$1").replace(",-", "-"));
    StringBuilder text = new StringBuilder();
    for (char c : lean.toCharArray()) {
      text.append(ENCODED.indexOf(c) < 0 ? Character.toString(c) : "%%%02X".formatted((int) c));
    }
    return "<img src=\"data:image/svg+xml,%s\" alt=\"%s\">"
        .formatted(text.toString().replace("\n", " "), escape(alt));
  }

  /** Returns a heading within a section, empty for an empty title. */
  static String heading(String title) {
    return title.isEmpty() ? "" : "<h3>" + escape(title) + "</h3>\n";
  }

  /** Returns a section with a heading. */
  static String section(String id, String heading, String content) {
    return """
        <section aria-labelledby="%1$s">
        <h2 id="%1$s">%2$s</h2>
        %3$s</section>
        """
        .formatted(id, escape(heading), content);
  }

  /**
   * Returns a table of HTML that scrolls by itself.
   *
   * @param kind its class
   * @param columns headings, as text
   * @param rows cells by the rows' headings, as HTML
   */
  static String table(
      String label, String kind, List<String> columns, Map<String, List<String>> rows) {
    StringBuilder html = new StringBuilder("<table class=\"" + kind + "\">\n<thead><tr>");
    columns.forEach(c -> html.append("<th scope=\"col\">").append(escape(c)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    rows.forEach(
        (heading, cells) -> {
          html.append("<tr><th scope=\"row\">").append(escape(heading)).append("</th>");
          cells.forEach(cell -> html.append("<td>").append(cell).append("</td>"));
          html.append("</tr>\n");
        });
    return scroll(label, html.append("</tbody>\n</table>\n").toString());
  }

  /** Wraps content that may be wider than the page, so that it scrolls by itself. */
  static String scroll(String label, String content) {
    return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">%n%s</div>%n"
        .formatted(escape(label), content)
        .replace("\r\n", "\n");
  }

  /** Fills every placeholder of a resource; placeholders in the values are left as they are. */
  static String fill(String resource, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(resource(resource));
    return matcher.replaceAll(
        match -> {
          String value = values.get(match.group(1));
          if (value == null) {
            throw new IllegalStateException(
                "nothing to fill {{" + match.group(1) + "}} of " + resource);
          }
          return Matcher.quoteReplacement(value);
        });
  }

  /** Returns the text of a resource of this package. */
  static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read resource " + name, e);
    }
  }
}
