package io.ats.experiments.results;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown for a file of a run folder that is not whole; the message names it and the remedy. */
public final class DamagedFileException extends IOException {

  /** Creates the exception with the message {@code file: problem; remedy}. */
  public DamagedFileException(Path file, String problem) {
    this(file, "", problem);
  }

  /**
   * Creates the exception with the message {@code file:line: problem; remedy}.
   *
   * @param line from 1
   */
  public DamagedFileException(Path file, int line, String problem) {
    this(file, ":" + line, problem);
  }

  private DamagedFileException(Path file, String place, String problem) {
    super(file + place + ": " + problem + "; " + remedy(file.getFileName().toString()));
  }

  private static String remedy(String name) {
    if (name.endsWith(".npy")) {
      return "delete the trial's folder and repeat its ./ats run, which trains it again";
    }
    return name.matches("(metrics\\.csv|provenance\\.json|pictures\\.json|.*\\.png)")
        ? "delete it and the trial's result.json, if there is one, and repeat its ./ats run"
        : "delete it and repeat its ./ats run";
  }
}
