package io.ats.experiments.run;

import io.ats.core.options.OptionException;
import io.ats.experiments.report.page.ReportWriter;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.ResultsCsv;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.TrialLabel;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A run of a suite in a folder: trains missing trials, keeps results and report up to date. */
public final class SuiteRun {

  private final RunFolder folder;
  private final ResolvedSuite suite;
  private final List<PlannedTrial> trials;

  /** Creates a run of a suite's trials in a folder. */
  public SuiteRun(RunFolder folder, ResolvedSuite suite, List<PlannedTrial> trials) {
    this.folder = folder;
    this.suite = suite;
    this.trials = List.copyOf(trials);
  }

  /**
   * Checks that every trial's components fit together, before anything is written.
   *
   * @throws ConfigException naming the trial, the option and the fix
   */
  public void check() {
    for (PlannedTrial trial : trials) {
      try {
        new Assembly(trial.config()).classifier();
      } catch (OptionException e) {
        throw new ConfigException("trial '" + trial.variant() + "': " + e.getMessage());
      }
    }
  }

  /**
   * Trains the trials that have no result.
   *
   * @return the results of the trials that have ended, in the suite's order
   * @throws ConfigException if the folder holds another suite's run, or cannot be written
   * @throws IOException if writing fails later
   */
  public List<TrialResult> run(Launcher launcher, String device) throws IOException {
    try (FileChannel lock = open();
        FileLock held = hold(lock)) {
      Json.writeWhole(folder.suite(), suite.yaml());
      TrialLabel shared = new TrialLabel(suite.suite(), suite.preset(), "", device);
      launcher.run(folder, trials, shared, result -> refreshOrWarn());
      refresh();
      held.release();
      List<TrialResult> results = new ArrayList<>();
      for (PlannedTrial planned : trials) {
        TrialFolder trial = folder.trial(planned.id());
        if (ended(trial)) {
          results.add(result(trial));
        }
      }
      return results;
    }
  }

  private FileChannel open() {
    try {
      if (Files.exists(folder.suite())) {
        ResolvedSuite before = ResolvedSuite.of(ConfigNode.read(folder.suite()));
        if (!before.suite().equals(suite.suite()) || !before.preset().equals(suite.preset())) {
          throw new ConfigException(
              folder.root()
                  + " holds a run of "
                  + before.suite()
                  + "@"
                  + before.preset()
                  + ", not of "
                  + suite.suite()
                  + "@"
                  + suite.preset()
                  + "; choose another folder with --out");
        }
      }
      Files.createDirectories(folder.trials());
      return FileChannel.open(
          folder.root().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new ConfigException(
          "cannot write the run folder "
              + folder.root()
              + " ("
              + e
              + "); choose a folder that you may write to with --out");
    }
  }

  private FileLock hold(FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new ConfigException(
          "another ./ats run is at work in "
              + folder.root()
              + "; wait for it, or choose another folder with --out");
    }
    return lock;
  }

  /** A report that cannot be written now must not stop the trials. */
  private void refreshOrWarn() {
    try {
      refresh();
    } catch (IOException e) {
      System.err.println("ats: the report could not be refreshed: " + e.getMessage());
    }
  }

  /** Rewrites results and report from the trials' folders. */
  private void refresh() throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (TrialFolder trial : folder.allTrials()) {
      if (ended(trial)) {
        results.add(result(trial));
      }
    }
    ResultsCsv.write(folder.results(), ordered(results));
    if (!results.isEmpty()) {
      ReportWriter.write(List.of(folder), folder.report());
    }
  }

  /** Sorts results in the suite's order; those of trials no longer in it come last. */
  private List<TrialResult> ordered(List<TrialResult> results) {
    List<String> order = trials.stream().map(PlannedTrial::id).toList();
    return results.stream()
        .sorted(
            Comparator.comparingInt(
                result -> {
                  int at = order.indexOf(result.key().trial());
                  return at < 0 ? order.size() : at;
                }))
        .toList();
  }

  private static boolean ended(TrialFolder trial) {
    return Files.exists(trial.result()) || Files.exists(trial.failure());
  }

  private static TrialResult result(TrialFolder trial) throws IOException {
    Path file = Files.exists(trial.result()) ? trial.result() : trial.failure();
    return Json.read(file, TrialResult.class);
  }
}
