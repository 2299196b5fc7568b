package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TuningCsv;
import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.tune.SearchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            new TuningTrial("ats", 0, 0, 50, "a", 0.5, "training.learning-rate=1e-3"),
            new TuningTrial("ats", 1, 0, 50, "b", 0.75, "training.learning-rate=2e-3")));
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
