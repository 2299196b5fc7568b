package io.ats.experiments.cli;

import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.run.DeviceMemory;
import io.ats.experiments.run.Durations;
import io.ats.experiments.run.JavaCommand;
import io.ats.experiments.run.Renewal;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.TrialTime;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows what a run would train, how much memory that needs and how long it would take.
 *
 * @param folder the run's folder; need not exist
 * @param trials the run's trials
 * @param workers trials at a time
 * @param renewal the trials that count as missing although they have a result
 * @param plugins jars of plugins
 */
record DryRun(
    RunFolder folder, List<PlannedTrial> trials, int workers, Renewal renewal, List<Path> plugins) {

  /** Measuring more rows than these takes longer than to begin with the run. */
  private static final int MOST_ROWS = 100;

  /** The seconds that the measurements of a row may take. */
  private static final int LIMIT_SECONDS = 60;

  /**
   * Prints the trials, their number, and, as they are measured, the memory that each row needs, and
   * an estimate of the time.
   *
   * @param threads the engine's threads per trial, 0 for its default
   */
  void print(String device, int threads) throws IOException {
    Set<PlannedTrial> missing =
        trials.stream()
            .filter(trial -> !done(trial))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    int variants = width(trials.stream().map(PlannedTrial::variant).toList());
    int selectors = width(trials.stream().map(t -> t.config().selector().name()).toList());
    String line = "%-" + variants + "s  %-" + selectors + "s  seed %-3d  %-7s  %s%n";
    for (PlannedTrial trial : trials) {
      System.out.printf(
          line,
          trial.variant(),
          trial.config().selector().name(),
          trial.config().seed(),
          missing.contains(trial) ? "missing" : "done",
          trial.id());
    }
    System.out.printf(
        "%d trials: %d done, %d missing%n",
        trials.size(), trials.size() - missing.size(), missing.size());
    long rows = missing.stream().map(trial -> row(trial.config().tree())).distinct().count();
    if (rows > MOST_ROWS) {
      System.out.printf(
          "no estimate: it takes some steps of each of %d rows; choose at most %d with --only%n",
          rows, MOST_ROWS);
    } else if (!missing.isEmpty()) {
      estimate(missing, device, threads);
    }
  }

  private boolean done(PlannedTrial trial) {
    TrialFolder own = folder.trial(trial.id());
    return TrialEnd.isGood(own) && !renewal.covers(trial, own);
  }

  private void estimate(Set<PlannedTrial> missing, String device, int threads) throws IOException {
    Map<ConfigNode, List<Double>> taken = taken();
    Map<ConfigNode, Probe> measured = new HashMap<>();
    Set<ConfigNode> known = new HashSet<>();
    List<Double> seconds = new ArrayList<>();
    Optional<DeviceMemory> memory = DeviceMemory.known(device);
    for (PlannedTrial trial : missing) {
      ConfigNode row = row(trial.config().tree());
      if (taken.containsKey(row)) {
        known.add(row);
        seconds.add(taken.get(row).stream().mapToDouble(s -> s).average().orElseThrow());
      } else {
        if (!measured.containsKey(row)) {
          System.out.println("measuring " + trial.variant() + " ...");
          Probe probe = Probe.run(trial.config(), device, options(threads), plugins, LIMIT_SECONDS);
          System.out.println("  " + probe.memory(trial.config().training(), memory));
          probe.majority().ifPresent(line -> System.out.println("  " + line));
          measured.put(row, probe);
        }
        measured.get(row).seconds().ifPresent(seconds::add);
      }
    }
    if (seconds.isEmpty()) {
      System.out.println("no estimate of the time: no row could be measured");
      return;
    }
    double start = startUp();
    seconds.replaceAll(each -> each + start);
    double sum = seconds.stream().mapToDouble(s -> s).sum();
    double longest = seconds.stream().mapToDouble(s -> s).max().orElseThrow();
    long byOneStep = measured.values().stream().filter(Probe::byOneStep).count();
    long bySteps = measured.values().stream().filter(row -> row.seconds().isPresent()).count();
    System.out.printf(
        "estimate: %s with --workers %d (%d rows by their complete trials, %d by a few measured"
            + " steps%s%s; %.1f s to start each trial)%n",
        Durations.about(Math.max(sum / workers, longest)),
        workers,
        known.size(),
        bySteps - byOneStep,
        byOneStep == 0 ? "" : ", " + byOneStep + " roughly, by one step of few images",
        bySteps == measured.size()
            ? ""
            : "; without " + (measured.size() - bySteps) + " rows that could not be measured",
        start);
  }

  /**
   * Returns the options of a process that measures: little of Java's own memory, and the threads.
   */
  private static List<String> options(int threads) {
    List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmn16m"));
    if (threads > 0) {
      options.add("-Dai.djl.pytorch.num_threads=" + threads);
    }
    return options;
  }

  /** Returns the seconds that a process takes to start the program and the engine. */
  private static double startUp() throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(JavaCommand.ats(argument -> true, List.of(), List.of(), "engine"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
    return (System.nanoTime() - start) * 1e-9;
  }

  /** Returns the durations of the folder's complete trials by row, seconds. */
  private Map<ConfigNode, List<Double>> taken() throws IOException {
    Map<ConfigNode, List<Double>> taken = new HashMap<>();
    for (TrialFolder trial : folder.allTrials()) {
      if (TrialEnd.isGood(trial)) {
        try {
          ConfigNode config = RunFiles.parse(trial.config(), ConfigNode::parse);
          double seconds = TrialTime.taken(trial);
          taken.computeIfAbsent(row(config.mapping("")), any -> new ArrayList<>()).add(seconds);
        } catch (DamagedFileException | ConfigException e) {
          System.err.println("ats: " + e.getMessage());
        }
      }
    }
    return taken;
  }

  /** Returns the configuration that the trials of a row share: all but the seed. */
  private static ConfigNode row(ConfigNode.Mapping config) {
    return config.without("seed");
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }
}
