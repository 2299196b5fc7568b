package io.ats.experiments.run;

import io.ats.core.options.OptionException;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.TrialReader;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.ResultsCsv;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
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
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A run of a suite in a folder: trains missing trials, keeps results and report up to date. */
public final class SuiteRun {

  private final RunFolder folder;
  private final ResolvedSuite suite;
  private final List<PlannedTrial> trials;
  private final Report report;

  /** Writes what a run's trials show. */
  @FunctionalInterface
  public interface Report {
    /** Writes it, of the trials that have ended so far, at least one. */
    void write(RunFolder folder, List<Trial> ended) throws IOException;
  }

  /** Creates a run of a suite's trials in a folder. */
  public SuiteRun(RunFolder folder, ResolvedSuite suite, List<PlannedTrial> trials, Report report) {
    this.folder = folder;
    this.suite = suite;
    this.trials = List.copyOf(trials);
    this.report = report;
  }

  /**
   * Checks that every trial's components fit together, before anything is written.
   *
   * @throws ConfigException naming the trial, the option and the fix
   */
  public void check() {
    Set<ConfigNode> checked = new HashSet<>();
    for (PlannedTrial trial : trials) {
      if (!checked.add(trial.config().tree().without("seed"))) {
        continue; // the seed decides nothing here
      }
      try {
        Assembly assembly = new Assembly(trial.config());
        assembly.requireTrainable();
        assembly.requirePretrained();
      } catch (OptionException e) {
        throw new ConfigException("trial '" + trial.variant() + "': " + e.getMessage());
      }
    }
  }

  /**
   * Trains the trials that have no result.
   *
   * @param renewal the trials to train or finish again
   * @return the trials that have ended, in the suite's order
   * @throws ConfigException if the folder holds another suite's run, or cannot be written
   * @throws IOException if writing fails later
   */
  public List<Trial> run(Launcher launcher, String device, Renewal renewal) throws IOException {
    try (FileChannel lock = open();
        FileLock held = hold(lock)) {
      Checksums.writeSealed(folder.suite(), suite.yaml());
      renewal.apply(folder, trials);
      TrialLabel shared = new TrialLabel(suite.suite(), suite.preset(), "", device);
      try (Refresher refresher = new Refresher(this::refreshOrWarn)) {
        launcher.run(folder, trials, shared, result -> refresher.request());
      }
      List<Trial> ended = refresh();
      held.release();
      Set<String> ids = trials.stream().map(PlannedTrial::id).collect(Collectors.toSet());
      return ended.stream().filter(trial -> ids.contains(trial.id())).toList();
    }
  }

  private FileChannel open() {
    try {
      Optional<ResolvedSuite> known = before();
      if (known.isPresent()) {
        ResolvedSuite before = known.get();
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

  /** Returns the suite that the folder holds a run of, if it does; it is about to be written. */
  private Optional<ResolvedSuite> before() {
    if (!RunFiles.exists(folder.suite())) {
      return Optional.empty();
    }
    try {
      return Optional.of(ResolvedSuite.of(RunFiles.parse(folder.suite(), ConfigNode::parse)));
    } catch (ConfigException | DamagedFileException e) {
      System.err.println("ats: written anew: " + e.getMessage());
      return Optional.empty();
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

  /** A table that cannot be written now must not stop the trials. */
  private void refreshOrWarn() {
    try {
      refresh();
    } catch (IOException | RuntimeException | Error e) {
      warn("results.csv", e);
    }
  }

  /** Rewrites results and report from the trials' folders; returns the trials that have ended. */
  private List<Trial> refresh() throws IOException {
    List<Trial> ended = TrialReader.ended(folder, new Warnings());
    ResultsCsv.write(folder.results(), ended.stream().map(Trial::result).toList());
    if (!ended.isEmpty()) {
      try {
        report.write(folder, ended);
      } catch (IOException | RuntimeException | Error e) {
        warn("the report in " + folder.report(), e);
      }
    }
    return ended;
  }

  private static void warn(String what, Throwable e) {
    System.err.println("ats: warning: " + what + " was not written: " + Warnings.reason(e));
  }
}
