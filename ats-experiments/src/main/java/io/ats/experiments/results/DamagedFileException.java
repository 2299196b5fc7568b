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

  private final Path file;
  private final String problem;

  private DamagedFileException(Path file, String place, String problem) {
    super(file + place + ": " + problem + "; " + remedy(file.getFileName().toString()));
    this.file = file;
    this.problem = problem;
  }

  /** Returns the file. */
  public Path file() {
    return file;
  }

  /** Returns what is wrong with it. */
  public String problem() {
    return problem;
  }

  private static String remedy(String name) {
    if (name.endsWith(".safetensors")) {
      return "write it again with ./ats export";
    }
    if (name.matches("search\\.json|tuning\\.csv")) {
      return "repeat its ./ats tune";
    }
    return name.matches(
            "state\\.bin|metrics\\.csv|predictions\\.csv|provenance\\.json|checksums\\.txt|pictures\\.json|.*\\.(png|npy)")
        ? "repeat its ./ats run with --repair"
        : "delete it and repeat its ./ats run";
  }
}
