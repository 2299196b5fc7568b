package io.ats.experiments.report.tables;

/** Escapes text for LaTeX. */
final class Latex {

  private Latex() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.strip().replaceAll("\\s+", " ").codePoints().forEach(c -> escaped.append(escape(c)));
    return escaped.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) c;
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      case '±' -> "$\\pm$";
      case '×' -> "$\\times$";
      case '–' -> "--";
      case '…' -> "\\dots{}";
      default -> Character.toString(c);
    };
  }
}
