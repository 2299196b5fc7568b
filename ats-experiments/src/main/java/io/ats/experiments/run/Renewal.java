package io.ats.experiments.run;

import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Reason;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.TrialLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which trials are trained or finished again although they have a result or a checkpoint. */
public final class Renewal {

  private static final String DATA_IS_GONE =
      "its data cannot be read, so that it cannot be trained";

  private final boolean changed;
  private final boolean damaged;
  private final Changes changes = new Changes();

  /**
   * Creates the choice.
   *
   * @param changed those trained with other code, plugin jars or data, wholly or partly
   * @param damaged those with missing or damaged files
   */
  public Renewal(boolean changed, boolean damaged) {
    this.changed = changed;
    this.damaged = damaged;
  }

  /** Returns whether a trial is one of them. */
  public boolean covers(PlannedTrial planned, TrialFolder trial) {
    return changed && !changes.of(planned.config(), trial).isEmpty()
        || damaged && Damage.of(trial).any();
  }

  /**
   * Removes what is to be made anew; tells of finished trials with damaged files that are kept. A
   * trial that cannot be made anew now is told of and kept, and does not concern the others.
   */
  void apply(RunFolder run, List<PlannedTrial> trials) {
    for (PlannedTrial planned : trials) {
      TrialFolder trial = run.trial(planned.id());
      try {
        if (covers(planned, trial)) {
          renew(planned, trial);
        } else if (!damaged) {
          tell(planned, Damage.of(trial));
        }
      } catch (IOException | RuntimeException e) {
        kept(trial, Reason.of(e));
      }
    }
  }

  private static void tell(PlannedTrial planned, Damage damage) {
    if (damage.finished() && damage.any()) {
      System.err.printf(
          "ats: trial %s of '%s': %s; --repair %s%n",
          planned.id(),
          planned.variant(),
          damage,
          damage.heldByCheckpoint()
              ? "writes this anew from its checkpoint"
              : "trains it again from the start");
    }
  }

  private static void kept(TrialFolder trial, String reason) {
    System.err.printf("ats: trial %s is kept as it is: %s%n", trial.id(), reason);
  }

  /** Removes what is to be made anew, unless the trial is being trained or could not be again. */
  private void renew(PlannedTrial planned, TrialFolder trial) throws IOException {
    Optional<TrialLock> lock = TrialLock.tryTake(trial);
    if (lock.isEmpty()) {
      kept(trial, "it is being trained");
      return;
    }
    try {
      if (changed && !changes.of(planned.config(), trial).isEmpty()) {
        restart(planned, trial);
        return;
      }
      // Looked at again: what was read while the trial was trained may only have seemed damaged.
      Damage damage = Damage.of(trial);
      if (damage.any()) {
        repair(planned, damage);
      }
    } finally {
      lock.get().close();
    }
  }

  private void repair(PlannedTrial planned, Damage damage) throws IOException {
    TrialFolder trial = damage.trial();
    for (DamagedFileException file : damage.files()) {
      if (Files.exists(file.file()) && !Files.isReadable(file.file())) {
        kept(trial, file.file() + ": permission denied; give yourself the right to read it");
        return;
      }
    }
    if (!damage.heldByCheckpoint()) {
      System.err.printf("ats: trial %s is trained again: %s%n", trial.id(), damage);
      restart(planned, trial);
      return;
    }
    if (!changes.dataIsThere(planned.config())) {
      kept(trial, DATA_IS_GONE);
      return;
    }
    if (changes.dataChanged(planned.config(), trial)) {
      kept(
          trial,
          damage
              + ", and the data is not what it was trained on: bring that data back, or train it"
              + " again with --retrain-changed");
      return;
    }
    System.err.printf("ats: trial %s is finished again: %s%n", trial.id(), damage);
    for (DamagedFileException file : damage.files()) {
      RunFiles.deleteTree(file.file());
    }
    TrialEnd.reopen(trial);
    RunFiles.deleteTree(trial.checksums());
  }

  private void restart(PlannedTrial planned, TrialFolder trial) throws IOException {
    if (changes.dataIsThere(planned.config())) {
      restart(trial);
    } else {
      kept(trial, DATA_IS_GONE);
    }
  }

  private static void restart(TrialFolder trial) throws IOException {
    // The checkpoint first: without it, whatever is left is trained from the start.
    for (Path old :
        List.of(
            trial.checkpoint(),
            trial.result(),
            trial.earlierResult(),
            trial.failure(),
            trial.checksums(),
            trial.metrics(),
            trial.predictions(),
            trial.pictures(),
            trial.provenance())) {
      RunFiles.deleteTree(old);
    }
  }
}
