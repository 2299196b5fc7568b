package io.ats.experiments.run;

import io.ats.core.data.Split;
import io.ats.core.options.Printable;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.trial.TrialLock;
import io.ats.experiments.tune.SearchPlan;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the trials of a run are doing, from the files that they leave; read only.
 *
 * @param title suite and preset
 * @param trials in the suite's order
 * @param search the search that they are of, if they are
 */
public record RunState(String title, List<TrialState> trials, Optional<Search> search) {

  /**
   * A search.
   *
   * @param rungs what it trains
   * @param rung of the longest trials so far, from 0
   * @param ended whether it has chosen
   */
  public record Search(List<SearchPlan.Rung> rungs, int rung, boolean ended) {

    /** Copies the list. */
    public Search {
      rungs = List.copyOf(rungs);
    }

    /** Returns the rungs that are still to come. */
    private List<SearchPlan.Rung> later() {
      return ended ? List.of() : rungs.subList(Math.min(rung + 1, rungs.size()), rungs.size());
    }

    private int laterTrials() {
      return later().stream().mapToInt(SearchPlan.Rung::trials).sum();
    }

    /** Returns how long all later trials take together, in units of one of the present rung. */
    private double laterLength() {
      return later().stream()
          .mapToDouble(each -> each.trials() * each.share() / rungs.get(rung).share())
          .sum();
    }
  }

  /** Where a trial is. */
  public enum Stage {
    DONE,
    FAILED,
    RUNNING,
    STOPPED,
    WAITING
  }

  /**
   * A trial.
   *
   * @param name variant and seed
   * @param epochs all that it is to have; 0 if not known
   * @param rows its metrics so far
   * @param sinceEpoch since the end of its last epoch
   */
  public record TrialState(
      String name, Stage stage, int epochs, List<MetricsRow> rows, Duration sinceEpoch) {

    private List<MetricsRow> of(Split split) {
      return rows.stream().filter(row -> row.split() == split).toList();
    }

    int epoch() {
      return of(Split.TRAIN).size();
    }

    /** Returns the seconds of an epoch with its validation, the mean so far. */
    OptionalDouble secondsPerEpoch() {
      return epoch() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(
              rows.stream()
                      .filter(row -> row.split() != Split.TEST)
                      .mapToDouble(MetricsRow::seconds)
                      .sum()
                  / epoch());
    }

    /** Returns the seconds of the whole trial, so far as its epochs tell. */
    OptionalDouble seconds() {
      int all = stage == Stage.DONE ? epoch() : epochs;
      return secondsPerEpoch().isPresent() && all > 0
          ? OptionalDouble.of(secondsPerEpoch().getAsDouble() * all)
          : OptionalDouble.empty();
    }

    /** Returns the seconds that its epochs still take. */
    OptionalDouble left() {
      if (seconds().isEmpty()) {
        return OptionalDouble.empty();
      }
      double each = secondsPerEpoch().getAsDouble();
      double begun = Math.min(each, sinceEpoch.toMillis() / 1000.0);
      return OptionalDouble.of(
          Math.max(0, (epochs - epoch()) * each - (stage == Stage.RUNNING ? begun : 0)));
    }

    /** Returns a line for people. */
    String line() {
      StringBuilder line = new StringBuilder(name);
      line.append(": epoch ").append(epoch());
      if (epochs > 0) {
        line.append('/').append(epochs);
      }
      last(Split.TRAIN, Metric.LOSS).ifPresent(v -> line.append(text(", train loss %.3f", v)));
      last(Split.VALIDATION, Metric.LOSS)
          .ifPresent(v -> line.append(text(", validation loss %.3f", v)));
      last(Split.VALIDATION, Metric.ACCURACY)
          .ifPresent(v -> line.append(text(", validation accuracy %.1f %%", 100 * v)));
      left()
          .ifPresent(seconds -> line.append(", ").append(Durations.about(seconds)).append(" left"));
      return line.toString();
    }

    private OptionalDouble last(Split split, Metric metric) {
      List<MetricsRow> own = of(split);
      return own.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(own.get(own.size() - 1).value(metric));
    }
  }

  /** Copies the list. */
  public RunState {
    trials = List.copyOf(trials);
  }

  /**
   * Reads the state of a run.
   *
   * @throws DamagedFileException if the folder has no whole {@code suite.yaml}
   * @throws IOException if the folder cannot be read
   */
  public static RunState of(RunFolder run) throws IOException {
    ResolvedSuite suite =
        ResolvedSuite.of(ConfigNode.parse(Checksums.sealed(run.suite()), run.suite().toString()));
    List<TrialState> trials = new ArrayList<>();
    for (ResolvedSuite.Entry entry : suite.trials()) {
      trials.add(trial(run.trial(entry.id()), entry));
    }
    return new RunState(suite.suite() + "@" + suite.preset(), trials, search(run, suite));
  }

  private static Optional<Search> search(RunFolder run, ResolvedSuite suite) throws IOException {
    if (!RunFiles.exists(run.search())) {
      return Optional.empty();
    }
    int rung =
        suite.trials().stream().mapToInt(trial -> SearchPlan.rung(trial.variant())).max().orElse(0);
    SearchPlan plan = SearchPlan.read(run.search());
    return Optional.of(new Search(plan.rungs(), rung, plan.ended()));
  }

  private static TrialState trial(TrialFolder folder, ResolvedSuite.Entry entry)
      throws IOException {
    Map<String, String> options = Trees.leaves(entry.config());
    String name = Printable.shown(entry.variant()) + " seed " + options.get("seed");
    List<MetricsRow> rows = List.of();
    Duration since = Duration.ZERO;
    if (RunFiles.exists(folder.metrics())) {
      try {
        rows = MetricsCsv.read(folder.metrics());
        since =
            Duration.between(
                Files.getLastModifiedTime(folder.metrics()).toInstant(), Instant.now());
      } catch (DamagedFileException e) {
        rows = List.of(); // the report tells of it
      }
    }
    return new TrialState(name, stage(folder), epochs(folder, options), rows, since);
  }

  /** Returns how many epochs a trial is to have; one that counts steps tells when it has begun. */
  private static int epochs(TrialFolder folder, Map<String, String> options) throws IOException {
    int epochs = Integer.parseInt(options.getOrDefault("training.epochs", "0"));
    if (epochs > 0 || !RunFiles.exists(folder.provenance())) {
      return epochs;
    }
    try {
      return Json.tree(folder.provenance()).path("epochs").asInt(0);
    } catch (DamagedFileException e) {
      return 0; // the report tells of it
    }
  }

  private static Stage stage(TrialFolder folder) throws IOException {
    Optional<TrialResult> end;
    try {
      end = TrialEnd.read(folder);
    } catch (DamagedFileException e) {
      end = Optional.empty();
    }
    if (end.isPresent()) {
      return end.get().ok() ? Stage.DONE : Stage.FAILED;
    }
    if (!RunFiles.exists(folder.lock())) {
      return Stage.WAITING;
    }
    Optional<TrialLock> free = TrialLock.tryTake(folder);
    if (free.isEmpty()) {
      return Stage.RUNNING;
    }
    free.get().close();
    return Stage.STOPPED;
  }

  /** Returns whether every trial has a result or a failure, and a search has chosen. */
  public boolean ended() {
    return search.map(Search::ended).orElse(true)
        && count(Stage.DONE) + count(Stage.FAILED) == trials.size();
  }

  /** Returns whether a trial is being trained. */
  public boolean running() {
    return count(Stage.RUNNING) > 0;
  }

  private long count(Stage stage) {
    return trials.stream().filter(trial -> trial.stage() == stage).count();
  }

  /** Returns the state for people: what runs, and how long all still takes. */
  public List<String> lines() {
    Map<Stage, Long> counts = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      counts.put(stage, count(stage));
    }
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder(title + ": ");
    head.append(counts.get(Stage.DONE)).append(" of ").append(trials.size()).append(" done");
    counts.forEach(
        (stage, count) -> {
          if (stage != Stage.DONE && count > 0) {
            head.append(", ").append(count).append(' ').append(text(stage));
          }
        });
    search
        .map(Search::laterTrials)
        .filter(later -> later > 0)
        .ifPresent(later -> head.append(", up to ").append(later).append(" in later rungs"));
    left().ifPresent(seconds -> head.append("; ").append(Durations.about(seconds)).append(" left"));
    lines.add(head.toString());
    trials.stream()
        .filter(trial -> trial.stage() == Stage.RUNNING || trial.stage() == Stage.STOPPED)
        .forEach(
            trial ->
                lines.add(
                    "  " + trial.line() + (trial.stage() == Stage.STOPPED ? " (stopped)" : "")));
    return lines;
  }

  /**
   * Returns the seconds that the run still takes with as many trials at a time as now: those not
   * begun take what the others of their row took, or of all rows if none of theirs is known; those
   * of later rungs of a search, so much longer as they are trained.
   */
  private OptionalDouble left() {
    if (!running() || ended()) {
      return OptionalDouble.empty();
    }
    Map<String, List<Double>> rows = new HashMap<>();
    for (TrialState trial : trials) {
      if (trial.seconds().isPresent()) {
        rows.computeIfAbsent(row(trial), row -> new ArrayList<>())
            .add(trial.seconds().getAsDouble());
      }
    }
    OptionalDouble any = rows.values().stream().flatMap(List::stream).mapToDouble(s -> s).average();
    if (any.isEmpty()) {
      return any;
    }
    double sum = 0;
    double longest = 0;
    for (TrialState trial : trials) {
      if (trial.stage() != Stage.DONE && trial.stage() != Stage.FAILED) {
        double whole =
            rows.containsKey(row(trial))
                ? rows.get(row(trial)).stream().mapToDouble(s -> s).average().orElseThrow()
                : any.getAsDouble();
        double left = trial.left().orElse(whole);
        sum += left;
        longest = Math.max(longest, left);
      }
    }
    if (search.isPresent()) {
      sum += search.get().laterLength() * present(any.getAsDouble());
    }
    return OptionalDouble.of(Math.max(longest, sum / count(Stage.RUNNING)));
  }

  /**
   * Returns the seconds of a trial of a search's present rung.
   *
   * @param otherwise if none is known
   */
  private double present(double otherwise) {
    String rung = SearchPlan.title("", search.orElseThrow().rung());
    return trials.stream()
        .filter(trial -> row(trial).endsWith(rung))
        .flatMapToDouble(trial -> trial.seconds().stream())
        .average()
        .orElse(otherwise);
  }

  private static String row(TrialState trial) {
    return trial.name().replaceFirst(" seed \\d+$", "");
  }

  private static String text(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
