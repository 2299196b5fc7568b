package io.ats.experiments.trial;

import java.io.IOException;

/** Draws what no number depends on: what goes wrong is a warning in the trial's log. */
final class Drawing {

  private Drawing() {}

  /** Something to draw. */
  interface Work {
    void draw() throws IOException;
  }

  /**
   * Draws; a failure of any kind, such as a font library that is not there, is a warning.
   *
   * @param what named in the warning
   */
  static void attempt(String what, Work work) {
    try {
      work.draw();
    } catch (IOException | RuntimeException | Error e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.err.println(
          "warning: "
              + what
              + " could not be written ("
              + cause
              + "); numbers do not depend on it"
              + (e instanceof Error
                  ? ". If no fonts are installed: install fontconfig and a font"
                  : ""));
    }
  }

  /** Warns if no text can be drawn. */
  static void checkFonts() {
    attempt("a text in a picture", Fonts::draw);
  }
}
