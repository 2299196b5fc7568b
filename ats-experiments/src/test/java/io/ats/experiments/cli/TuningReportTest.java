package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.report.SearchChances;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TuningCsv;
import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.tune.SearchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ats report} of a search whose files are made here. */
class TuningReportTest {

  @TempDir Path folder;

  private RunFolder run;

  @BeforeEach
  void write() throws IOException {
    run = new RunFolder(folder.resolve("search"));
    Files.createDirectories(run.trials());
    ResolvedSuite suite =
        new ResolvedSuite("planted", "What is found.", "", "lite-tuning", List.of());
    Checksums.writeSealed(run.suite(), suite.yaml());
    TuningCsv.write(
        run.tuning(),
        List.of(
            trial("ats", 0, 0, 0.5, "training.learning-rate=1e-3"),
            trial("ats", 1, 0, 0.75, "training.learning-rate=2e-3")));
  }

  /** A guess is right on half of 40 images. */
  private static TuningTrial trial(
      String row, int configuration, int rung, double accuracy, String values) {
    return new TuningTrial(
        row,
        configuration,
        rung,
        50,
        row + configuration + rung,
        Double.isNaN(accuracy)
            ? TuningTrial.Validation.NONE
            : new TuningTrial.Validation(accuracy, 0.5, 40),
        values);
  }

  private String page() throws IOException {
    return Files.readString(run.report().resolve("index.html"));
  }

  @Test
  void isThePageOfTheSearch() throws IOException {
    SearchPlan plan = new SearchPlan(List.of(new SearchPlan.Rung(4, 1)), false);
    plan.write(run.search());
    Console console = Console.run("report", run.root().toString());
    assertThat(console.status()).as(console.err()).isZero();
    assertThat(page())
        .contains(
            "planted@lite-tuning",
            "What is found.",
            "has not ended: 2 of at most 4 trials",
            "2e-3");
    assertThat(page().split("<input type=\"search\">")).as("a search in each table").hasSize(2 + 1);
    assertThat(run.report().resolve("charts/expected-best.svg")).isNotEmptyFile();
    assertThat(run.report().resolve("charts/expected-best.png")).isNotEmptyFile();

    plan.atEnd().write(run.search());
    assertThat(Console.run("report", run.root().toString()).status()).isZero();
    assertThat(page()).doesNotContain("has not ended");
    assertThat(run.report().resolve("charts/expected-best.svg")).isNotEmptyFile();
  }

  /** P(X ≥ 27) of Binomial(40, ½) is 0.019, P(X ≥ 28) is 0.008: half of 0.05 lies above both. */
  @Test
  void rowsThatNothingBroughtAboveChanceAreNamed() throws IOException {
    List<TuningTrial> trials =
        List.of(
            trial("learns", 0, 0, 0.5, "a=1"),
            trial("learns", 1, 0, 27 / 40.0, "a=2"),
            trial("learns", 1, 1, 0.9, "a=2"),
            trial("late", 0, 0, 26 / 40.0, "a=1"),
            trial("late", 1, 0, 0.4, "a=2"),
            trial("late", 0, 1, 0.9, "a=1"),
            trial("never", 0, 0, 0.5, "a=1"),
            trial("never", 1, 0, Double.NaN, "a=2"),
            trial("never", 0, 1, 0.55, "a=1"),
            trial("failed", 0, 0, Double.NaN, "a=1"));
    TuningCsv.write(run.tuning(), trials);
    assertThat(TuningCsv.read(run.tuning())).isEqualTo(trials);
    SearchPlan plan =
        new SearchPlan(List.of(new SearchPlan.Rung(7, 0.5), new SearchPlan.Rung(3, 1)), false);
    plan.write(run.search());
    assertThat(Console.run("report", run.root().toString()).status()).isZero();
    String early =
        "Rung 0: in 2 of 3 rows no configuration did clearly better on validation than a guess of"
            + " the most frequent label (late, never). Which of these went on may be luck";
    assertThat(page()).contains(early, "a guess %", "50.0").doesNotContain("Rung 1: in");
    plan.atEnd().write(run.search());
    assertThat(Console.run("report", run.root().toString()).status()).isZero();
    assertThat(page()).contains(early).doesNotContain("Rung 1: in");
  }

  /** Of 80 images P(X ≥ 50) is 0.016, of 40 P(X ≥ 25) is 0.077: the seeds count together. */
  @Test
  void theSeedsOfAConfigurationCountTogether() {
    TuningTrial one = trial("ats", 0, 0, 0.625, "a=1");
    TuningTrial other = trial("ats", 1, 0, 0.5, "a=2");
    TuningTrial again = new TuningTrial("ats", 0, 0, 51, "another", one.validation(), one.values());
    assertThat(SearchChances.of(List.of(one, other), 0, true))
        .get(InstanceOfAssertFactories.STRING)
        .startsWith("Rung 0: in 1 of 1 rows")
        .contains("What was chosen for them may be luck");
    assertThat(SearchChances.of(List.of(one, other, again), 0, true)).isEmpty();
  }

  /** P(X ≥ 28) of Binomial(40, ½) is 0.008: below 0.05/3 and above 0.05/8. */
  @Test
  void equalConfigurationsCountOnce() {
    List<TuningTrial> trials = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TuningTrial drawn = trial("ats", i, 0, i % 3 == 0 ? 0.7 : 0.5, "a=" + i % 3);
      trials.add(new TuningTrial("ats", i, 0, 50, "t" + i % 3, drawn.validation(), drawn.values()));
    }
    assertThat(SearchChances.of(trials, 0, true)).isEmpty();
  }

  @Test
  void whereThereIsNoChoiceOrTheSplitIsNotKnownNothingIsSaid() {
    TuningTrial one = trial("ats", 0, 0, 0.5, "");
    TuningTrial old =
        new TuningTrial(
            "ats", 1, 0, 50, "old", new TuningTrial.Validation(0.5, Double.NaN, 0), "a=2");
    assertThat(SearchChances.of(List.of(one), 0, true)).isEmpty();
    assertThat(SearchChances.of(List.of(one, old), 0, true)).isEmpty();
  }

  /** While the shortest training goes on, the rest of a row's trials may still leave chance. */
  @Test
  void aRungThatHasNotEndedIsNotJudged() throws IOException {
    TuningCsv.write(run.tuning(), List.of(trial("late", 0, 0, 0.5, "a=1")));
    new SearchPlan(List.of(new SearchPlan.Rung(4, 1)), false).write(run.search());
    assertThat(Console.run("report", run.root().toString()).status()).isZero();
    assertThat(page()).doesNotContain("no configuration did");
  }

  @Test
  void isOfOneFolderAlone() throws IOException {
    Path other = folder.resolve("other");
    Files.createDirectories(new RunFolder(other).trials());
    Console console = Console.run("report", other.toString(), run.root().toString());
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("search holds a search of ./ats tune", "of it alone");
  }

  @Test
  void aDamagedTableIsSaidWithItsRemedy() throws IOException {
    Files.writeString(run.tuning(), "row\n");
    Console console = Console.run("report", run.root().toString());
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("expected the columns row,configuration", "./ats tune");
  }
}
