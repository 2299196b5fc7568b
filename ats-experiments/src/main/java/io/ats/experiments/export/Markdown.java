package io.ats.experiments.export;

import java.util.List;
import java.util.stream.Collectors;

/** Builds Markdown text. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();

  /** Adds a heading, of level 1 to 6. */
  void heading(int level, String heading) {
    text.append(text.isEmpty() ? "" : "\n").append("#".repeat(level)).append(' ');
    text.append(heading).append("\n\n");
  }

  /** Adds text as it is, and a line's end. */
  void line(String line) {
    text.append(line).append('\n');
  }

  /** Adds a table after an empty line; the cells are plain text. */
  void table(List<String> header, List<List<String>> rows) {
    if (!text.toString().endsWith("\n\n")) {
      text.append('\n');
    }
    row(header);
    text.append("|---".repeat(header.size())).append("|\n");
    rows.forEach(this::row);
  }

  private void row(List<String> cells) {
    text.append(
        cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** Returns text as a table's cell shows it. */
  private static String cell(String plain) {
    return plain.replaceAll("\\s+", " ").replaceAll("([\\\\|*_`<\\[])", "\\\\$1");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
