package io.ats.experiments.report.tables;

import io.ats.experiments.report.Shown;

/** Escapes text for LaTeX. */
final class Latex {

  private static final String[] GREEK = {
    "alpha",
    "beta",
    "gamma",
    "delta",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "",
    "pi",
    "rho",
    "varsigma",
    "sigma",
    "tau",
    "upsilon",
    "varphi",
    "chi",
    "psi",
    "omega"
  };

  private Latex() {}

  /** Returns text for a cell or a caption. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    Shown.line(text).codePoints().forEach(c -> escaped.append(escape(c)));
    // After \\ or \midrule a bracket or a star would be an argument of that command.
    boolean argument = !escaped.isEmpty() && "[*".indexOf(escaped.charAt(0)) >= 0;
    return argument ? "{}" + escaped : escaped.toString();
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
      case '≤' -> "$\\leq$";
      case '≥' -> "$\\geq$";
      case '≠' -> "$\\neq$";
      case '≈' -> "$\\approx$";
      case '→' -> "$\\rightarrow$";
      case '∞' -> "$\\infty$";
      case '−' -> "$-$";
      case '·' -> "$\\cdot$";
      case 'µ' -> "$\\mu$";
      case 'ϵ' -> "$\\epsilon$";
      case 'ϕ' -> "$\\phi$";
      case '–' -> "--";
      case '—' -> "---";
      case '…' -> "\\dots{}";
      default -> greek(c);
    };
  }

  private static String greek(int c) {
    if (c >= 'α' && c <= 'ω') {
      String name = GREEK[c - 'α'];
      return name.isEmpty() ? "o" : "$\\" + name + "$";
    }
    if (c >= 'Α' && c <= 'Ω' && c != 0x3A2) {
      // Capitals that look like Latin ones have no command.
      char latin = "AB  EZH IK MN O P  T  X  ".charAt(c - 'Α');
      String name = GREEK[c - 'Α'].replace("var", "");
      return latin == ' '
          ? "$\\" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "$"
          : Character.toString(latin);
    }
    return Character.toString(c);
  }
}
