package io.ats.experiments.run;

import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.Checkpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is missing or damaged of the files that a trial has or, once finished, should have.
 *
 * @param finished whether the trial has a result, which is whole
 * @param files each with what is wrong
 */
record Damage(TrialFolder trial, boolean finished, List<DamagedFileException> files) {

  @FunctionalInterface
  private interface Check {
    void run() throws DamagedFileException;
  }

  /** Looks at all files of a trial, its checkpoint too. */
  static Damage of(TrialFolder trial) {
    List<DamagedFileException> files = new ArrayList<>();
    // A result that is not whole is told of, and set aside, when the trial's turn comes.
    boolean finished = TrialEnd.isGood(trial);
    if (finished || RunFiles.exists(trial.checkpoint())) {
      check(files, () -> Checkpoints.requireWhole(trial.checkpoint()));
      check(files, () -> Json.tree(trial.provenance()));
    }
    if (finished) {
      check(files, () -> RunFiles.requireFile(trial.checksums()));
      check(files, () -> Checksums.read(trial).damaged().forEach(file -> add(files, file)));
    }
    return new Damage(trial, finished, files);
  }

  private static void check(List<DamagedFileException> files, Check check) {
    try {
      check.run();
    } catch (DamagedFileException e) {
      add(files, e);
    }
  }

  private static void add(List<DamagedFileException> files, DamagedFileException damaged) {
    if (files.stream().noneMatch(known -> known.file().equals(damaged.file()))) {
      files.add(damaged);
    }
  }

  /** Returns whether anything is. */
  boolean any() {
    return !files.isEmpty();
  }

  /** Returns whether the checkpoint is enough to write the files anew. */
  boolean heldByCheckpoint() {
    return files.stream()
        .map(DamagedFileException::file)
        .allMatch(
            file ->
                file.equals(trial.config())
                    || file.equals(trial.metrics())
                    || file.equals(trial.predictions())
                    || file.getParent().equals(trial.pictures())
                        && !file.getFileName().toString().endsWith(".npy"));
  }

  @Override
  public String toString() {
    return files.stream()
        .map(file -> trial.root().relativize(file.file()) + " " + file.problem())
        .collect(Collectors.joining(", "));
  }
}
