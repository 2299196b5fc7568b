package io.ats.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** How a trial ended: {@code result.json}, or {@code failure.json} if it has no result. */
public final class TrialEnd {

  private TrialEnd() {}

  /** Writes the result or failure, last of all the trial's files. */
  public static void write(TrialFolder trial, TrialResult result) throws IOException {
    write(trial, result, false);
  }

  /**
   * Writes the result before the pictures are drawn: until it is written again, they count as
   * missing.
   */
  public static void writeUndrawn(TrialFolder trial, TrialResult result) throws IOException {
    write(trial, result, true);
  }

  private static void write(TrialFolder trial, TrialResult result, boolean undrawn)
      throws IOException {
    Path file = result.ok() ? trial.result() : trial.failure();
    String text = Json.text(result) + "\n";
    Checksums.write(trial, file, text, undrawn);
    RunFiles.write(file, text);
  }

  /** Sets a result aside, so that the trial is finished again from its checkpoint. */
  public static void reopen(TrialFolder trial) throws IOException {
    Files.move(
        trial.result(),
        trial.earlierResult(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Returns a result with the costs of the one that was set aside, if there is one: they are those
   * of the process that trained, which one that only tests cannot measure.
   */
  public static TrialResult withEarlierCost(TrialFolder trial, TrialResult now) {
    try {
      if (RunFiles.exists(trial.earlierResult())) {
        TrialResult earlier = Json.read(trial.earlierResult(), TrialResult.class);
        return new TrialResult(
            now.key(), now.size(), now.cost().with(earlier.cost()), now.metrics(), now.outcome());
      }
    } catch (DamagedFileException e) {
      System.err.printf("ats: %s%n", e.getMessage());
    }
    return now;
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

  /** Returns whether a trial has a result that is whole; any other is trained again. */
  public static boolean isGood(TrialFolder trial) {
    try {
      return read(trial).filter(TrialResult::ok).isPresent();
    } catch (DamagedFileException e) {
      return false;
    }
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
