package io.ats.experiments.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search itself; what its trials reach is given. */
class TuningTest {

  private static final String BASE =
      """
      suite: planted
      base:
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 24, validation: 8, test: 8}
        encoder: {name: lenet}
        aggregator: {name: mean}
        training: {epochs: 20, schedule: step, milestones: [10], batch-size: 8}
      rows:
        - selector: {name: ats, patches: 3, patch-size: 32}
        - selector: {name: uniform, patches: 3, patch-size: 32}
      grid: {seed: [0, 1]}
      """;

  private static final String SEARCH =
      """
      search:
        budget: {configurations: 9, rungs: 3, reduction: 3, seeds: [100, 101]}
        training: {learning-rate: {from: 1e-5, to: 1e-1, scale: log}}
        selector:
          ats: {entropy: [0, 0.01, 0.1]}
      """;

  private final List<TuningTrial> last = new ArrayList<>();
  private final List<List<PlannedTrial>> rungs = new ArrayList<>();
  private final List<List<TuningTrial>> within = new ArrayList<>();

  private static SuiteConfig suite(String search) {
    return SuiteConfig.of(ConfigNode.parse(BASE + search, "planted.yaml"));
  }

  private static List<PlannedTrial> own(SuiteConfig suite) {
    return expansion().expand(suite, suite.preset(), List.of(), List.of());
  }

  private static SuiteExpansion expansion() {
    return Main.injector(List.of()).getInstance(SuiteExpansion.class);
  }

  private static Tuning tuning(String search) {
    SuiteConfig suite = suite(search);
    SearchSpace space = SearchSpace.of(suite.search());
    List<PlannedTrial> trials = own(suite);
    space.requireUsed(trials.stream().map(PlannedTrial::config).toList(), "planted.yaml");
    return new Tuning(
        Main.injector(List.of()).getInstance(Resolver.class), space, trials, "planted.yaml");
  }

  /** Runs a search whose trials reach what a function says; NaN: they fail. */
  private TunedSuite run(String search, ToDoubleFunction<TrialConfig> accuracy) throws IOException {
    return tuning(search)
        .run(
            (rung, trials, ended) -> {
              rungs.add(trials);
              // Of the first half, while the rest is trained.
              ended.accept(
                  trials.subList(0, trials.size() / 2).stream()
                      .map(t -> result(t, accuracy))
                      .toList());
              within.add(List.copyOf(last));
              return trials.stream().map(t -> result(t, accuracy)).toList();
            },
            done -> {
              last.clear();
              last.addAll(done);
            });
  }

  private static TrialResult result(PlannedTrial trial, ToDoubleFunction<TrialConfig> accuracy) {
    double reached = accuracy.applyAsDouble(trial.config());
    Metrics metrics =
        Double.isNaN(reached)
            ? Metrics.NONE
            : Metrics.NONE.with(Metric.VALIDATION_ACCURACY, reached);
    return new TrialResult(
        new TrialResult.Key("", "", trial.id(), trial.variant(), "", "", "", "", "", 0),
        new TrialResult.Size(0, 0, "", 0, 0, 0),
        Metrics.NONE,
        metrics,
        TrialResult.Outcome.ok(1, 1, ""));
  }

  private static double nearness(TrialConfig config) {
    double rate = config.training().learningRate();
    return 1 / (1 + Math.abs(Math.log10(rate) + 3));
  }

  @Test
  void findsTheBestOfTheDrawnOnesForEveryRow() throws IOException {
    TunedSuite tuned = run(SEARCH, TuningTest::nearness);
    double best =
        last.stream()
            .filter(t -> t.rung() == 0)
            .mapToDouble(TuningTrial::accuracy)
            .max()
            .orElseThrow();
    assertThat(tuned.best())
        .extracting(score -> score.configuration().row().label())
        .containsExactly("ats", "uniform");
    assertThat(tuned.best()).allSatisfy(score -> assertThat(score.accuracy()).isEqualTo(best));
    // Rows that search the same option try the same values.
    assertThat(values(last, "ats", "learning-rate"))
        .isEqualTo(values(last, "uniform", "learning-rate"))
        .hasSize(9);
    assertThat(values(last, "uniform", "entropy")).isEmpty();
    assertThat(values(last, "ats", "entropy")).hasSizeGreaterThan(1);
  }

  private static Set<String> values(List<TuningTrial> trials, String row, String option) {
    return trials.stream()
        .filter(trial -> trial.row().equals(row))
        .flatMap(trial -> java.util.Arrays.stream(trial.values().split("; ")))
        .filter(value -> value.contains(option))
        .collect(Collectors.toSet());
  }

  @Test
  void everyRowHasTheSameBudgetAndTheBestAreTrainedLonger() throws IOException {
    run(SEARCH, TuningTest::nearness);
    assertThat(tuning(SEARCH).plan().size())
        .isEqualTo(2 * (9 + 3 + 1) * 2)
        .isEqualTo(rungs.get(2).size());
    for (String row : List.of("ats", "uniform")) {
      for (int rung = 0; rung < 3; rung++) {
        int at = rung;
        assertThat(last.stream().filter(t -> t.row().equals(row) && t.rung() == at))
            .hasSize(new int[] {18, 6, 2}[rung]);
      }
    }
    Map<String, TrialConfig> configs =
        rungs.get(2).stream().collect(Collectors.toMap(PlannedTrial::id, PlannedTrial::config));
    for (TuningTrial trial : last) {
      TrialConfig config = configs.get(trial.trial());
      assertThat(config.training().epochs()).isEqualTo(new int[] {2, 7, 20}[trial.rung()]);
      assertThat(config.training().milestones().get(0)).isEqualTo(config.training().epochs() / 2.0);
      assertThat(config.training().test()).isFalse();
      assertThat(config.seed()).isEqualTo(trial.seed()).isGreaterThan(99);
    }
    // The third that goes on is the best third.
    double leastKept =
        last.stream()
            .filter(t -> t.rung() == 1)
            .mapToDouble(TuningTrial::accuracy)
            .min()
            .orElseThrow();
    Set<Integer> kept =
        last.stream()
            .filter(t -> t.rung() == 1 && t.row().equals("ats"))
            .map(TuningTrial::configuration)
            .collect(Collectors.toSet());
    assertThat(last.stream().filter(t -> t.rung() == 0 && t.row().equals("ats")))
        .filteredOn(t -> !kept.contains(t.configuration()))
        .allMatch(t -> t.accuracy() <= leastKept);
  }

  @Test
  void aFailedConfigurationCountsAndIsLast() throws IOException {
    TunedSuite tuned =
        run(
            SEARCH,
            config ->
                config.selector().name().equals("ats") || config.training().learningRate() > 1e-3
                    ? Double.NaN
                    : nearness(config));
    assertThat(tuned.failed()).containsExactly("ats");
    assertThat(last.stream().filter(t -> t.row().equals("uniform") && t.rung() == 0)).hasSize(18);
    assertThat(tuned.best().get(1).configuration().text()).contains("learning-rate");
    assertThat(tuned.best().get(1).known()).isTrue();
    String yaml = tuned.yaml(suite(SEARCH), "lite", "Of two.", List.of());
    assertThat(yaml).contains("label: uniform").doesNotContain("label: ats");
  }

  /** A trial that has not ended is not among those so far, one that failed is. */
  @Test
  void whatHasEndedIsToldWithinARung() throws IOException {
    run(SEARCH, config -> config.selector().name().equals("ats") ? Double.NaN : 0.5);
    for (int rung = 0; rung < rungs.size(); rung++) {
      List<PlannedTrial> trials = rungs.get(rung);
      assertThat(within.get(rung))
          .extracting(TuningTrial::trial)
          .containsExactlyElementsOf(
              trials.subList(0, trials.size() / 2).stream().map(PlannedTrial::id).toList());
    }
    assertThat(within.get(0)).extracting(TuningTrial::accuracy).contains(Double.NaN, 0.5);
    assertThat(last).hasSameSizeAs(rungs.get(2));
  }

  @Test
  void ofEqualOnesTheFirstDrawnIsChosen() throws IOException {
    TunedSuite tuned = run(SEARCH, config -> 0.5);
    assertThat(tuned.best()).allMatch(score -> score.configuration().number() == 0);
  }

  /** The suite that comes out has the chosen values and the suite's own seeds. */
  @Test
  void theTunedSuiteRunsWithTheValuesAndFreshSeeds() throws IOException {
    TunedSuite tuned = run(SEARCH, TuningTest::nearness);
    String yaml = tuned.yaml(suite(SEARCH), "lite", "Of two.", List.of("made by a test"));
    SuiteConfig read = SuiteConfig.of(ConfigNode.parse(yaml, "tuned.yaml"));
    assertThat(read.about()).endsWith("Of two.");
    assertThat(read.preset()).isEqualTo("lite-tuned");
    List<PlannedTrial> trials = expansion().expand(read, read.preset(), List.of(), List.of());
    assertThat(trials)
        .extracting(PlannedTrial::variant)
        .containsExactly("ats", "uniform", "ats", "uniform");
    assertThat(trials).extracting(trial -> trial.config().seed()).containsExactly(0L, 0L, 1L, 1L);
    for (PlannedTrial trial : trials) {
      assertThat(trial.tuningTrials()).as("as many as were tried").isEqualTo(2 * (9 + 3 + 1));
      assertThat(trial.config().training().epochs()).isEqualTo(20);
      assertThat(trial.config().training().test()).isTrue();
    }
    Set<Double> rates = new HashSet<>();
    trials.forEach(trial -> rates.add(trial.config().training().learningRate()));
    assertThat(rates).hasSize(1).doesNotContain(1e-3);
    String chosen = tuned.best().get(0).configuration().text().replaceAll(".*rate=", "");
    assertThat(rates).containsExactly(Double.parseDouble(chosen));
  }

  /** 18 trials of 2 epochs, 6 of 7, 2 of 20. */
  @Test
  void whatTheTuningTookIsSaid() throws IOException {
    assertThat(run(SEARCH, TuningTest::nearness).cost())
        .isEqualTo("26 trials of 118 epochs together");
  }

  /** What diverges when it is trained longer is not chosen, and its row is not lost. */
  @Test
  void whereAllFinalistsFailTheBestOfTheRestIsChosen() throws IOException {
    TunedSuite tuned =
        run(SEARCH, config -> config.training().epochs() > 2 ? Double.NaN : nearness(config));
    assertThat(tuned.failed()).isEmpty();
    Set<Integer> longer =
        last.stream()
            .filter(t -> t.row().equals("uniform") && t.rung() == 1)
            .map(TuningTrial::configuration)
            .collect(Collectors.toSet());
    double best =
        last.stream()
            .filter(t -> t.row().equals("uniform") && !longer.contains(t.configuration()))
            .mapToDouble(TuningTrial::accuracy)
            .max()
            .orElseThrow();
    assertThat(tuned.best().get(1).accuracy()).isEqualTo(best);
    assertThat(longer).doesNotContain(tuned.best().get(1).configuration().number());
  }

  /** Of configurations that failed early none is trained longer, and none is chosen. */
  @Test
  void whatFailedDoesNotGoOn() throws IOException {
    TunedSuite tuned =
        run(
            SEARCH,
            config ->
                config.training().epochs() == 2 && config.training().learningRate() > 1e-4
                    ? Double.NaN
                    : nearness(config));
    assertThat(last.stream().filter(trial -> trial.rung() > 0))
        .allMatch(trial -> Double.parseDouble(trial.values().replaceAll(".*rate=", "")) <= 1e-4);
    assertThat(tuned.best()).allMatch(Score::known);
  }

  /** The suite's grid does not write an encoder into a row's name. */
  @Test
  void rowsOfOneNameAreToldApart() {
    String grid = SEARCH + "grid: {seed: [0], encoder: [{name: lenet}, {name: convnet}]}\n";
    SuiteConfig suite =
        SuiteConfig.of(
            ConfigNode.parse(BASE.replaceFirst("grid: .*\n", "") + grid, "planted.yaml"));
    assertThat(TunedRow.of(own(suite)))
        .extracting(TunedRow::label)
        .containsExactlyInAnyOrder(
            "ats on majority (encoder=lenet)",
            "ats on majority (encoder=convnet)",
            "uniform on majority (encoder=lenet)",
            "uniform on majority (encoder=convnet)");
  }

  @Test
  void everyConfigurationIsListedWithItsValues() {
    List<String> lines = tuning(SEARCH).configurations();
    assertThat(lines).hasSize(2 * 9);
    assertThat(lines.get(0)).matches("ats, configuration 0: .*entropy=.*; .*learning-rate=.*");
    assertThat(lines.get(17)).matches("uniform, configuration 8: training.learning-rate=.*");
  }

  @Test
  void anotherSeedDrawsOthers() throws IOException {
    run(SEARCH, config -> 0.5);
    Set<String> before = values(last, "uniform", "learning-rate");
    run(SEARCH.replace("seeds:", "seed: 7, seeds:"), config -> 0.5);
    assertThat(values(last, "uniform", "learning-rate")).doesNotContainAnyElementsOf(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';has no section search",
        "search: {budget: {seeds: [1]}, training: {beta1: [0.5, 0.9]}};have seed 1 too",
        "search: {selector: {saccade: {beta: [1, 2]}}};no row has this selector; there are: ats",
        "search: {training: {epochs: [1, 2]}};search.training.epochs: is not searched",
        "search: {training: {beta3: [0, 1]}};unknown key 'training.beta3'",
        "search: {training: {beta3: {from: 0.1, to: 1}}};.yaml:",
        "search: {dataset: {noise: [0, 1]}};unknown key 'search.dataset'",
        "search: {budget: {configurations: 0}, training: {beta1: [0.5, 0.9]}};from 1 to 10000",
        "search: {budget: {seeds: []}, training: {beta1: [0.5, 0.9]}};seeds must be different",
        "search: {selector: {ats: {patches: [1000, 2000]}}};patches",
      })
  void whatCannotBeSearchedIsRefused(String search, String message) {
    assertThatThrownBy(
            () -> {
              Tuning tuning = tuning(search);
              tuning
                  .first()
                  .forEach(t -> new io.ats.experiments.trial.Assembly(t.config()).classifier());
            })
        .isInstanceOfAny(ConfigException.class, io.ats.core.options.OptionException.class)
        .hasMessageContaining(message);
  }
}
