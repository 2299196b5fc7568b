package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialReaderTest {

  private static final TrialResult UNIFORM = SampleRun.ok("uniform", "max", 0, 0.25, 0.25);
  private static final TrialResult ATS = SampleRun.ok("ats", "max", 0, 0.5, 0.5);

  @TempDir Path dir;

  private static String entry(TrialResult result, String label) {
    String config = SampleRun.config(result).lines().collect(Collectors.joining(", ", "{", "}"));
    return "- {id: %s, variant: %s, config: %s}%n".formatted(result.key().trial(), label, config);
  }

  private static void suite(RunFolder run, String name, String preset, String... entries)
      throws IOException {
    Checksums.writeSealed(
        run.suite(),
        "suite: %s%nabout: what it shows%nsource: b%npreset: %s%ntrials:%n".formatted(name, preset)
            + String.join("", entries));
  }

  private static List<String> shown(RunFolder run) throws IOException {
    RunData data = TrialReader.read(List.of(run), new Warnings());
    return VariantRow.of(data.trials()).stream()
        .map(
            row ->
                "%s@%s %s: %s"
                    .formatted(
                        row.facet().suite(),
                        row.facet().preset(),
                        row.label(),
                        row.trials().stream().map(Trial::id).toList()))
        .toList();
  }

  @Test
  void namesAreThoseOfTheSuiteAsItIsNow() throws IOException {
    RunFolder run = SampleRun.write(dir, List.of(UNIFORM, ATS));
    suite(run, "new", "big", entry(UNIFORM, "ats"), entry(ATS, "uniform"));
    assertThat(shown(run))
        .containsExactly("new@big ats: [uniform-max-0]", "new@big uniform: [ats-max-0]");
  }

  @Test
  void anExtendedAxisDoesNotSplitAConfiguration() throws IOException {
    TrialResult later = SampleRun.ok("ats", "max", 1, 0.5, 0.5);
    RunFolder run = SampleRun.write(dir, List.of(ATS, later));
    suite(run, "quick", "lite", entry(later, "ats entropy=1"));
    assertThat(shown(run))
        .as("the first trial is no longer in the suite, but configured as the second")
        .containsExactly("quick@lite ats entropy=1: [ats-max-1, ats-max-0]");
  }

  /** Without its own rows a suite's statistics would change with what is shown beside it. */
  @Test
  void aTrialOfTwoSuitesIsOfBoth() throws IOException {
    RunFolder one = SampleRun.write(dir.resolve("one"), List.of(UNIFORM, ATS));
    RunFolder two = SampleRun.write(dir.resolve("two"), List.of(ATS));
    suite(one, "one", "lite", entry(UNIFORM, "uniform"), entry(ATS, "ats"));
    suite(two, "two", "lite", entry(ATS, "sampling"), entry(UNIFORM, "uniform"));
    RunData data = TrialReader.read(List.of(one, two, one), new Warnings());
    assertThat(data.trials())
        .extracting(trial -> trial.result().key().suite() + " " + trial.result().key().variant())
        .containsExactly("one uniform", "one ats", "two sampling");
    assertThat(data.missing()).as("of the second").isEqualTo(1);
  }

  @Test
  void tuningIsACostOfTheSuitesRows() throws IOException {
    RunFolder run = SampleRun.write(dir, List.of(UNIFORM, ATS));
    suite(
        run,
        "quick",
        "tuned",
        entry(UNIFORM, "uniform"),
        entry(ATS, "ats").replace(", config", ", tuning-trials: 20, config"));
    List<Trial> trials = TrialReader.read(List.of(run), new Warnings()).trials();
    assertThat(trials).extracting(Cost.TUNING::of).containsExactly(Double.NaN, 20.0);
    assertThat(Tables.comparison(trials).column("tuning trials").asList().toString())
        .isEqualTo("[–, 20.0 (1)]");
  }

  @Test
  void aDamagedFileLeavesOutItsPartAlone() throws IOException {
    for (String file : List.of("result.json", "metrics.csv", "config.yaml", "provenance.json")) {
      for (byte[] content : List.of(new byte[0], new byte[] {(byte) 0xFF, (byte) 0xFE, 'x'})) {
        Path root = dir.resolve(file + content.length);
        RunFolder run = SampleRun.writeWhole(root, List.of(UNIFORM, ATS), 2);
        Path damaged = run.trial("ats-max-0").root().resolve(file);
        Files.write(damaged, content);
        Warnings warnings = new Warnings();
        RunData data = TrialReader.read(List.of(run), warnings);
        assertThat(data.trials())
            .as(file)
            .extracting(Trial::id)
            .contains("uniform-max-0")
            .hasSize(file.equals("result.json") ? 1 : 2);
        assertThat(warnings.all())
            .as(file + " of " + content.length)
            .anyMatch(text -> text.contains(damaged.toString()));
      }
    }
  }

  @Test
  void aFailureIsAWarningWithItsReason() {
    Warnings warnings = new Warnings();
    List<String> made = new ArrayList<>();
    warnings
        .attempt(
            "the chart",
            () -> {
              throw new IllegalStateException("outer", new InternalError("inner\n"));
            })
        .ifPresent(x -> made.add("made"));
    assertThat(made).isEmpty();
    assertThat(warnings.all()).containsExactly("the chart is left out: InternalError: inner");
  }
}
