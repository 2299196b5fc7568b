package io.ats.experiments.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** How a trial ended: {@code result.json}, or {@code failure.json} if it has no result. */
public final class TrialEnd {

  private TrialEnd() {}

  /** Writes the result or failure, last of all the trial's files. */
  public static void write(TrialFolder trial, TrialResult result) throws IOException {
    Path file = result.ok() ? trial.result() : trial.failure();
    String text = Json.text(result) + "\n";
    Checksums.write(trial, file, text);
    RunFiles.write(file, text);
  }

  /**
   * Returns the result or failure, empty if the trial has not ended.
   *
   * @throws DamagedFileException if its file is not whole, or was changed
   */
  public static Optional<TrialResult> read(TrialFolder trial) throws DamagedFileException {
    Path file = RunFiles.exists(trial.result()) ? trial.result() : trial.failure();
    return RunFiles.exists(file) ? Optional.of(read(trial, file)) : Optional.empty();
  }

  private static TrialResult read(TrialFolder trial, Path file) throws DamagedFileException {
    TrialResult result = Json.read(file, TrialResult.class);
    if (!result.key().trial().equals(trial.id())) {
      throw new DamagedFileException(file, "is of trial " + result.key().trial());
    }
    Checksums sums;
    try {
      sums = Checksums.read(trial);
    } catch (DamagedFileException e) {
      return result; // without checksums there is nothing to compare with
    }
    sums.check(file);
    return result;
  }

  /**
   * Returns what a file says; one that is not whole is told of on standard error and kept under
   * another name, so that the trial counts as not ended.
   *
   * @param file the trial's result or failure
   */
  public static Optional<TrialResult> readOrSetAside(TrialFolder trial, Path file)
      throws IOException {
    if (!RunFiles.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(trial, file));
    } catch (DamagedFileException e) {
      System.err.printf(
          "ats: %s (kept as %s)%n", e.getMessage(), RunFiles.setAside(file).getFileName());
      return Optional.empty();
    }
  }
}
