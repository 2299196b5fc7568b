package io.ats.experiments.faults;

import io.ats.core.data.Split;
import io.ats.experiments.report.RunResults;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.trial.TrialLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Twelve tiny trials, of which one crashes natively, one hangs and one has NaN. */
public final class FaultySuite {

  private static final String HEAD =
      """
      suite: faulty
      about: for tests
      source: ours
      base:
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 32, validation: 8, test: 8, noise: 2, view-scale: 0.25}
        selector: {name: faulty, pause: 60}
        encoder: {name: resnet18, width: 0.0625}
        aggregator: {name: mean}
        training: {epochs: 4, batch-size: 8, pictures: 0}
      launcher: {threads: 1, slurm: {poll: 0.5}}
      rows:
      """;

  private FaultySuite() {}

  /** Writes the suite. */
  public static Path write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    String[] faults = {"none", "crash", "hang", "none", "nan"};
    for (int i = 0; i < 12; i++) {
      String fault = i < faults.length ? faults[i] : "none";
      text.append(
          "  - {label: %s-%d, seed: %d, selector: {fault: %s}}%n".formatted(fault, i, i, fault));
    }
    return Files.writeString(file, text);
  }

  /** Returns the run's rows by variant. */
  public static Map<String, TrialResult> rows(Path run) throws IOException {
    Map<String, TrialResult> rows = new LinkedHashMap<>();
    for (TrialResult result : RunResults.of(run)) {
      rows.put(result.key().variant(), result);
    }
    return rows;
  }

  /** Returns, by variant, every column of results and metrics that is no time, size or reason. */
  public static Map<String, List<String>> figures(Path run) throws IOException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (TrialResult result : rows(run).values()) {
      List<String> figures = new ArrayList<>();
      TrialResult.Outcome outcome = result.outcome();
      figures.add(result.key() + " " + result.size() + " " + result.metrics());
      figures.add(
          "%s %d %d %s"
              .formatted(
                  outcome.status(), outcome.epochs(), outcome.bestEpoch(), outcome.origin()));
      TrialFolder trial = new RunFolder(run).trial(result.key().trial());
      for (MetricsRow row : MetricsCsv.read(trial.metrics())) {
        figures.add(row.epoch() + row.splitName() + row.byColumn());
      }
      all.put(result.key().variant(), figures);
    }
    return all;
  }

  /** Returns how many epochs the trials of a run have had together. */
  public static int epochs(Path run) throws IOException {
    int epochs = 0;
    for (TrialFolder trial : new RunFolder(run).allTrials()) {
      epochs += epochs(trial);
    }
    return epochs;
  }

  /** Returns whether a trial that is to end well is in the middle of its epochs. */
  public static boolean midway(Path run) throws IOException {
    for (TrialFolder trial : new RunFolder(run).allTrials()) {
      int epochs = epochs(trial);
      if (epochs >= 1
          && epochs <= 2
          && Json.read(trial.label(), TrialLabel.class).variant().startsWith("none")) {
        return true;
      }
    }
    return false;
  }

  private static int epochs(TrialFolder trial) throws IOException {
    return Files.exists(trial.metrics())
        ? (int)
            MetricsCsv.read(trial.metrics()).stream()
                .filter(row -> row.split() == Split.TRAIN)
                .count()
        : 0;
  }

  /** Returns how many trials went on from a checkpoint. */
  public static int resumed(Path run) throws IOException {
    int resumed = 0;
    for (TrialFolder trial : new RunFolder(run).allTrials()) {
      if (Files.exists(trial.result())
          && Files.readString(trial.provenance())
              .matches("(?s).*resumed_after_epoch\" : [1-9].*")) {
        resumed++;
      }
    }
    return resumed;
  }
}
