package io.ats.experiments.cli;

import ai.djl.Device;
import io.ats.experiments.config.ConfigNode;
import io.ats.experiments.config.PlannedTrial;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.trial.TrialTime;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run would do and how long it would take, without doing it.
 *
 * @param resolver finds the trials' parts
 * @param folder of the run; need not exist
 * @param trials of the run
 * @param workers trials at a time
 */
record DryRun(Resolver resolver, RunFolder folder, List<PlannedTrial> trials, int workers) {

  /** The engine's number of threads, read when it starts. */
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  /**
   * Prints the trials, their number, and an estimate of the time.
   *
   * @param threads that a trial would have, 0 for the engine's default
   */
  void print(String device, int threads) throws IOException {
    if (threads > 0) {
      System.setProperty(THREADS, Integer.toString(threads));
    }
    int variants = width(trials.stream().map(PlannedTrial::variant).toList());
    int selectors = width(trials.stream().map(t -> t.config().selector().name()).toList());
    String line = "%-" + variants + "s  %-" + selectors + "s  seed %-3d  %-7s  %s%n";
    for (PlannedTrial trial : trials) {
      System.out.printf(
          line,
          trial.variant(),
          trial.config().selector().name(),
          trial.config().seed(),
          done(trial) ? "done" : "missing",
          trial.id());
    }
    List<PlannedTrial> missing = trials.stream().filter(trial -> !done(trial)).toList();
    System.out.printf(
        "%d trials: %d done, %d missing%n",
        trials.size(), trials.size() - missing.size(), missing.size());
    if (!missing.isEmpty()) {
      estimate(missing, device);
    }
  }

  private boolean done(PlannedTrial trial) {
    return Files.exists(folder.trial(trial.id()).result());
  }

  private void estimate(List<PlannedTrial> missing, String device) throws IOException {
    Map<ConfigNode, List<Double>> taken = taken();
    Map<ConfigNode, Double> measured = new HashMap<>();
    Set<ConfigNode> known = new HashSet<>();
    List<Double> seconds = new ArrayList<>();
    Device on = null;
    for (PlannedTrial trial : missing) {
      ConfigNode row = row(trial.config());
      if (taken.containsKey(row)) {
        known.add(row);
        seconds.add(taken.get(row).stream().mapToDouble(s -> s).average().orElseThrow());
      } else {
        if (!measured.containsKey(row)) {
          System.out.println("measuring " + trial.variant() + " ...");
          on = on == null ? Devices.of(device) : on;
          Assembly parts = new Assembly(trial.config(), resolver.components(trial.config()));
          measured.put(row, TrialTime.expected(parts, on));
        }
        seconds.add(measured.get(row));
      }
    }
    double sum = seconds.stream().mapToDouble(s -> s).sum();
    double longest = seconds.stream().mapToDouble(s -> s).max().orElseThrow();
    System.out.printf(
        "estimate: %s with --workers %d (%d rows by what their done trials took, %d by a few measured"
            + " steps)%n",
        text(Math.max(sum / workers, longest)), workers, known.size(), measured.size());
  }

  /** Returns the seconds of the folder's complete trials by row. */
  private Map<ConfigNode, List<Double>> taken() throws IOException {
    Map<ConfigNode, List<Double>> taken = new HashMap<>();
    for (TrialFolder trial : folder.allTrials()) {
      if (Files.exists(trial.result())) {
        ConfigNode row = row(TrialConfig.of(ConfigNode.read(trial.config())));
        taken.computeIfAbsent(row, any -> new ArrayList<>()).add(TrialTime.taken(trial));
      }
    }
    return taken;
  }

  /** Returns what the trials of one row have in common: all but the seed. */
  private static ConfigNode row(TrialConfig config) {
    return config.tree().without("seed");
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }

  static String text(double seconds) {
    long minutes = Math.round(seconds / 60);
    if (seconds < 100) {
      return "about %.0f s".formatted(Math.ceil(seconds));
    }
    return minutes < 100
        ? "about " + minutes + " min"
        : "about %d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
