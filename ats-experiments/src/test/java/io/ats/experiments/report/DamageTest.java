package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.trial.TrialLabel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every file of a run folder, damaged in every way. */
@EnabledOnOs(OS.LINUX)
class DamageTest {

  private static final List<TrialResult> RESULTS =
      List.of(
          SampleRun.ok("ats", "majority", 0, 0.5, 0.52),
          SampleRun.ok("uniform", "majority", 0, 0.25, 0.25),
          SampleRun.failed("uniform", "majority", 1, "out of memory"));

  /** Files of a run that say nothing about its numbers, or are derived from the others. */
  private static final String UNREAD = ".*(results\\.csv|log\\.txt|state\\.bin|label\\.json)";

  private enum Damage {
    EMPTY,
    HALVED,
    RANDOM,
    FLIPPED,
    TRAILING,
    BRACES,
    NOT_UTF8,
    DELETED,
    FOLDER,
    UNREADABLE,
    LINK_TO_ITSELF,
    LINK_TO_ZEROS;

    void to(Path file) throws IOException {
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      Random random = new Random(7);
      switch (this) {
        case EMPTY -> Files.write(file, new byte[0]);
        case HALVED -> Files.write(file, Arrays.copyOf(content, content.length / 2));
        case RANDOM -> {
          random.nextBytes(content);
          Files.write(file, content);
        }
        case FLIPPED -> {
          content[random.nextInt(content.length)] ^= 1;
          Files.write(file, content);
        }
        case TRAILING -> Files.write(file, with(content, content.length, " rubbish\n"));
        case BRACES -> Files.writeString(file, "{}\n");
        case NOT_UTF8 -> Files.write(file, with(content, content.length / 2, "\u00ff\u00fe"));
        case DELETED -> {}
        case FOLDER -> Files.createDirectories(file.resolve("inner"));
        case UNREADABLE -> {
          Files.write(file, content);
          assertThat(file.toFile().setReadable(false)).isTrue();
        }
        case LINK_TO_ITSELF -> Files.createSymbolicLink(file, file.getFileName());
        case LINK_TO_ZEROS -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
      }
    }

    private static byte[] with(byte[] content, int at, String text) {
      byte[] more = text.getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = Arrays.copyOf(content, content.length + more.length);
      System.arraycopy(content, at, all, at + more.length, content.length - at);
      System.arraycopy(more, 0, all, at, more.length);
      return all;
    }
  }

  @TempDir Path dir;

  private Path whole;

  @BeforeEach
  void writeRun() throws IOException {
    whole = dir.resolve("whole");
    RunFolder run = SampleRun.writeWhole(whole, RESULTS, 2);
    SampleRun.writeSuite(run, RESULTS);
    SampleRun.writeMaps(run, RESULTS.subList(0, 2), 1, 2);
    for (TrialResult result : RESULTS) {
      TrialFolder trial = run.trial(result.key().trial());
      Json.write(trial.label(), new TrialLabel("quick", "lite", result.key().variant(), "cpu"));
      Files.writeString(trial.log(), "a line\n");
      Files.createDirectories(trial.checkpoint());
      Files.writeString(trial.checkpoint().resolve("state.bin"), "parameters");
      TrialEnd.write(trial, result); // again: the checksums of all that has been written
    }
    Files.writeString(run.results(), "derived\n");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
    }
  }

  @Test
  void oneDamagedFileCostsOnlyWhatItHolds() throws IOException {
    int tried = 0;
    for (Path file : files(whole)) {
      for (Damage damage : Damage.values()) {
        Path damaged = whole.resolve(file);
        byte[] content = Files.readAllBytes(damaged);
        damage.to(damaged);
        String what = damage + " " + file;
        boolean readable = damage == Damage.UNREADABLE && Files.isReadable(damaged); // by root

        Warnings warnings = new Warnings();
        RunData reading = TrialReader.read(List.of(new RunFolder(whole)), warnings);

        assertNumbers(what, file, reading);
        boolean quiet = damage == Damage.DELETED || readable || file.toString().matches(UNREAD);
        if (quiet) {
          assertThat(warnings.all()).as(what).isEmpty();
        } else {
          assertThat(warnings.all()).as(what).isNotEmpty();
          assertThat(warnings.all())
              .as(what)
              .allSatisfy(
                  text ->
                      assertThat(text)
                          .startsWith(damaged.toString())
                          .containsPattern("; (delete .*|repeat )its \\./ats run")
                          .doesNotContain("\n", "Exception", "Input length"));
        }
        RunFiles.delete(damaged);
        Files.write(damaged, content);
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(200);
  }

  /** Every trial but the damaged file's is as it was; that one's numbers are right or not there. */
  private static void assertNumbers(String what, Path file, RunData reading) {
    for (TrialResult result : RESULTS) {
      String id = result.key().trial();
      List<Trial> found = reading.trials().stream().filter(t -> t.id().equals(id)).toList();
      boolean own = file.toString().matches("trials/" + id + "/(result|failure)\\.json");
      assertThat(found).as(what).hasSizeLessThanOrEqualTo(1);
      if (!own) {
        assertThat(found).as(what).hasSize(1);
      }
      for (Trial trial : found) {
        TrialResult.Key names = result.key();
        assertThat(trial.result().named(names.suite(), names.preset(), names.variant()))
            .as(what) // the names are the suite's
            .isEqualTo(result);
        if (result.ok() && !trial.metrics().isEmpty()) {
          assertThat(trial.metrics()).as(what).isEqualTo(SampleRun.metrics(result, 2));
        }
        if (result.ok() && !trial.confusions().isEmpty()) {
          assertThat(trial.confusions())
              .as(what)
              .usingRecursiveComparison()
              .isEqualTo(Confusion.of(SampleRun.predictions(result)));
        }
        trial.options().forEach((key, value) -> assertThat(value).as(what).isIn(options(result)));
      }
    }
  }

  private static List<String> options(TrialResult result) {
    return List.copyOf(SampleRun.trial(result).options().values());
  }

  @Test
  void theReportSaysAtItsTopAndOnStderrWhatIsLeftOut() throws IOException {
    TrialFolder trial = new RunFolder(whole).trial("ats-majority-0");
    Damage.HALVED.to(trial.result());
    Damage.LINK_TO_ZEROS.to(new RunFolder(whole).trial("uniform-majority-0").metrics());
    Damage.NOT_UTF8.to(new RunFolder(whole).suite());
    Console console = Console.run("report", whole.toString());
    assertThat(console.status()).isZero();
    assertThat(console.err())
        .contains(
            "ats: warning: report: " + trial.result() + ": ",
            "metrics.csv: is not a file",
            "suite.yaml: ")
        .doesNotContain("\tat ");
    assertThat(console.out()).contains("25.0").doesNotContain("50.0");
    String page = Files.readString(whole.resolve("report/index.html"));
    assertThat(page.substring(0, page.indexOf("id=\"comparison\"")))
        .contains(
            "What this page lacks", "<li>" + trial.result() + ": ", "metrics.csv: is not a file");
  }

  @Test
  void anEditedNumberIsNoResult() throws IOException {
    TrialFolder trial = new RunFolder(whole).trial("ats-majority-0");
    String text = Files.readString(trial.result());
    Files.writeString(
        trial.result(), text.replace("\"test_accuracy\" : 0.5", "\"test_accuracy\" : 0.988"));
    Warnings warnings = new Warnings();
    RunData reading = TrialReader.read(List.of(new RunFolder(whole)), warnings);
    assertThat(reading.trials()).extracting(Trial::id).doesNotContain(trial.id());
    assertThat(reading.trials())
        .allMatch(each -> !(each.result().value(Metric.TEST_ACCURACY) > 0.5));
    assertThat(reading.missing()).isEqualTo(1);
    assertThat(warnings.all())
        .containsExactly(
            trial.result()
                + ": was changed after the trial ended (checksums.txt); delete it and repeat its"
                + " ./ats run");
    assertThat(TrialEnd.readOrSetAside(trial, trial.result())).isEmpty();
    assertThat(trial.result()).doesNotExist();
    assertThat(trial.root().resolve("result.json.damaged")).isRegularFile();
  }

  @Test
  void aRunWhoseTrialsAreAllDamagedSaysSo() throws IOException {
    for (TrialFolder trial : new RunFolder(whole).allTrials()) {
      for (Path end : List.of(trial.result(), trial.failure())) {
        if (Files.exists(end, LinkOption.NOFOLLOW_LINKS)) {
          Damage.EMPTY.to(end);
        }
      }
    }
    Console console = Console.run("report", whole.toString());
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err())
        .contains("result.json: the file is empty", "has no finished trial", "./ats run")
        .doesNotContain("\tat ");
  }
}
