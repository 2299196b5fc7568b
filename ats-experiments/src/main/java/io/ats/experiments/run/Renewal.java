package io.ats.experiments.run;

import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.suite.PlannedTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Which trials are trained or finished again although they have a result or a checkpoint. */
public final class Renewal {

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

  /** Removes what is to be made anew; tells of finished trials with damaged files that are kept. */
  void apply(RunFolder run, List<PlannedTrial> trials) throws IOException {
    for (PlannedTrial planned : trials) {
      TrialFolder trial = run.trial(planned.id());
      if (changed && !changes.of(planned.config(), trial).isEmpty()) {
        restart(trial);
        continue;
      }
      Damage damage = Damage.of(trial);
      if (damaged && damage.any()) {
        repair(damage);
      } else if (damage.finished() && damage.any()) {
        System.err.printf(
            "ats: trial %s of '%s': %s; --repair %s%n",
            trial.id(),
            planned.variant(),
            damage,
            damage.heldByCheckpoint()
                ? "writes this anew from its checkpoint"
                : "trains it again from the start");
      }
    }
  }

  private static void repair(Damage damage) throws IOException {
    TrialFolder trial = damage.trial();
    if (!damage.heldByCheckpoint()) {
      System.err.printf("ats: trial %s is trained again: %s%n", trial.id(), damage);
      restart(trial);
      return;
    }
    System.err.printf("ats: trial %s is finished again: %s%n", trial.id(), damage);
    for (DamagedFileException file : damage.files()) {
      RunFiles.deleteTree(file.file());
    }
    RunFiles.deleteTree(trial.result());
    RunFiles.deleteTree(trial.checksums());
  }

  private static void restart(TrialFolder trial) throws IOException {
    // The checkpoint first: without it, whatever is left is trained from the start.
    for (Path old :
        List.of(
            trial.checkpoint(),
            trial.result(),
            trial.failure(),
            trial.checksums(),
            trial.metrics(),
            trial.pictures(),
            trial.provenance())) {
      RunFiles.deleteTree(old);
    }
  }
}
