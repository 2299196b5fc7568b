package io.ats.experiments.tune;

import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.results.TuningTrial.Validation;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random search with successive halving (Jamieson &amp; Talwalkar, AISTATS 2016) over the rows of a
 * suite: every row has as many configurations, trained as long and with as many seeds. Each rung
 * trains the configurations that are left from the start, so that the schedule of the learning rate
 * is whole; the best of them on the validation split go on to the next. Nothing else is looked at.
 */
public final class Tuning {

  private final Resolver resolver;
  private final SearchSpace space;
  private final List<TunedRow> rows;

  /** Trains trials. */
  @FunctionalInterface
  public interface Trainer {
    /**
     * Trains those that have no result yet.
     *
     * @param rung from 0, the shortest
     * @param trials all of the search so far
     * @param ended receives, now and then, the results of those that have ended
     * @return the results of all, failed ones included
     */
    Collection<TrialResult> train(int rung, List<PlannedTrial> trials, Ended ended)
        throws IOException;
  }

  /** Receives results. */
  @FunctionalInterface
  public interface Ended {
    /** Receives those of the trials that have ended. */
    void accept(Collection<TrialResult> results) throws IOException;
  }

  /** Receives every trial of the search that has ended so far, within a rung and after it. */
  @FunctionalInterface
  public interface SoFar {
    /** Receives them, at least one. */
    void accept(List<TuningTrial> trials) throws IOException;
  }

  private record Step(Configuration configuration, int rung, long seed, PlannedTrial trial) {

    TuningTrial with(Map<String, Validation> reached) {
      return new TuningTrial(
          configuration.row().label(),
          configuration.number(),
          rung,
          seed,
          trial.id(),
          reached.getOrDefault(trial.id(), Validation.NONE),
          configuration.text());
    }
  }

  /**
   * Creates a search.
   *
   * @param trials the suite's own
   * @param source where the suite is, for messages
   * @throws ConfigException if nothing is searched, a component that is searched is none of theirs,
   *     or a seed of the search is one of theirs
   */
  public Tuning(Resolver resolver, SearchSpace space, List<PlannedTrial> trials, String source) {
    this.resolver = resolver;
    this.space = space;
    rows = TunedRow.of(trials);
    if (space.isEmpty()) {
      throw new ConfigException(
          source,
          "has no section search; name the options to search, such as search: {training:"
              + " {learning-rate: {from: 1e-4, to: 1e-2, scale: log}}}");
    }
    for (TunedRow row : rows) {
      for (long seed : space.budget().seeds()) {
        if (row.seeds().contains(seed)) {
          throw new ConfigException(
              source,
              "search.budget.seeds: the suite's own trials have seed %d too; a search needs others"
                  .formatted(seed));
        }
      }
    }
  }

  /**
   * Returns the trials of the first rung; every configuration is one of theirs.
   *
   * @throws ConfigException if the values of one are not allowed
   */
  public List<PlannedTrial> first() {
    return trials(steps(drawn(), 0));
  }

  /** Returns a line for each configuration. */
  public List<String> configurations() {
    return drawn().stream()
        .map(each -> (each.title() + ": " + each.text()).replaceFirst(": $", ""))
        .toList();
  }

  /** Returns how many trials each rung has. */
  public SearchPlan plan() {
    SearchBudget budget = space.budget();
    return new SearchPlan(
        IntStream.range(0, budget.rungs())
            .mapToObj(
                rung ->
                    new SearchPlan.Rung(
                        rows.stream()
                                .mapToInt(row -> Math.min(budget.kept(rung), configurations(row)))
                                .sum()
                            * budget.seeds().size(),
                        budget.share(rung)))
            .toList(),
        false);
  }

  private int configurations(TunedRow row) {
    return space.ranges(row.config()).isEmpty() ? 1 : space.budget().configurations();
  }

  /**
   * Trains, and returns the suite's rows with the best values found for each; a row whose
   * configurations all failed is not among them.
   */
  public TunedSuite run(Trainer trainer, SoFar soFar) throws IOException {
    List<Step> all = new ArrayList<>();
    List<Configuration> left = drawn();
    Map<TunedRow, List<List<Score>>> rungs = new LinkedHashMap<>();
    for (int rung = 0; rung < space.budget().rungs(); rung++) {
      List<Step> steps = steps(left, rung);
      all.addAll(steps);
      List<Step> begun = List.copyOf(all);
      Map<String, Validation> reached =
          reached(
              trainer.train(
                  rung, trials(begun), ended -> tell(soFar, ended(begun, reached(ended)))));
      tell(soFar, begun.stream().map(step -> step.with(reached)).toList());
      Map<TunedRow, List<Score>> scores = scores(steps, reached);
      scores.forEach((row, own) -> rungs.computeIfAbsent(row, r -> new ArrayList<>()).add(own));
      int kept = space.budget().kept(rung + 1);
      left =
          scores.values().stream()
              .flatMap(row -> row.stream().filter(Score::known).limit(kept))
              .map(Score::configuration)
              .toList();
    }
    Map<TunedRow, Spent> spent =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    step -> step.configuration().row(),
                    Collectors.collectingAndThen(
                        Collectors.mapping(Step::trial, Collectors.toList()),
                        trials -> Spent.of(once(trials)))));
    return new TunedSuite(rungs.values().stream().map(Tuning::chosen).toList(), spent);
  }

  /** Returns a row's best score in the longest rung of those that failed in none. */
  private static Score chosen(List<List<Score>> rungs) {
    List<Score> all = rungs.stream().flatMap(List::stream).toList();
    Set<Configuration> failed =
        all.stream()
            .filter(score -> !score.known())
            .map(Score::configuration)
            .collect(Collectors.toSet());
    Score chosen = all.get(0);
    for (List<Score> rung : rungs) {
      chosen =
          rung.stream()
              .filter(score -> !failed.contains(score.configuration()))
              .findFirst()
              .orElse(chosen);
    }
    return chosen;
  }

  private static void tell(SoFar soFar, List<TuningTrial> trials) throws IOException {
    if (!trials.isEmpty()) {
      soFar.accept(trials);
    }
  }

  private static List<TuningTrial> ended(List<Step> steps, Map<String, Validation> reached) {
    return steps.stream()
        .filter(step -> reached.containsKey(step.trial().id()))
        .map(step -> step.with(reached))
        .toList();
  }

  private static Map<String, Validation> reached(Collection<TrialResult> results) {
    Map<String, Validation> reached = new LinkedHashMap<>();
    results.forEach(result -> reached.put(result.key().trial(), Validation.of(result)));
    return reached;
  }

  private List<Configuration> drawn() {
    return rows.stream()
        .flatMap(
            row ->
                IntStream.range(0, configurations(row))
                    .mapToObj(
                        number -> new Configuration(row, number, space.draw(row.config(), number))))
        .toList();
  }

  private List<Step> steps(List<Configuration> configurations, int rung) {
    Length length = new Length(space.budget().epochs(), space.budget().share(rung));
    List<Step> steps = new ArrayList<>();
    for (long seed : space.budget().seeds()) {
      for (Configuration each : configurations) {
        PlannedTrial trial =
            each.row()
                .trial(resolver, SearchPlan.title(each.title(), rung), each.values(), length, seed);
        steps.add(new Step(each, rung, seed, trial));
      }
    }
    return steps;
  }

  /** Returns the trials of steps; equal configurations are trained once. */
  private static List<PlannedTrial> trials(List<Step> steps) {
    return once(steps.stream().map(Step::trial).toList());
  }

  private static List<PlannedTrial> once(List<PlannedTrial> trials) {
    Map<String, PlannedTrial> byId =
        trials.stream()
            .collect(
                Collectors.toMap(
                    PlannedTrial::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    return List.copyOf(byId.values());
  }

  /** Returns each row's scores, the best first. */
  private static Map<TunedRow, List<Score>> scores(
      List<Step> steps, Map<String, Validation> reached) {
    Map<Configuration, List<Double>> found = new LinkedHashMap<>();
    for (Step step : steps) {
      found
          .computeIfAbsent(step.configuration(), c -> new ArrayList<>())
          .add(reached.getOrDefault(step.trial().id(), Validation.NONE).accuracy());
    }
    Map<TunedRow, List<Score>> scores =
        found.entrySet().stream()
            .map(entry -> Score.of(entry.getKey(), entry.getValue()))
            .collect(
                Collectors.groupingBy(
                    score -> score.configuration().row(), LinkedHashMap::new, Collectors.toList()));
    scores.values().forEach(row -> row.sort(Score.BEST_FIRST));
    return scores;
  }
}
