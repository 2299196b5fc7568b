package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code doctor}, and the check of the PyTorch that commands make first. */
class DoctorCommandTest {

  private static final String FOLDER = "PYTORCH_LIBRARY_PATH";

  @TempDir Path dir;

  @AfterEach
  void unset() {
    System.clearProperty(FOLDER);
  }

  /** Where tests can start the engine, runs can. */
  @Test
  void everythingThatARunNeedsIsHere() {
    Console doctor = Console.run("doctor");
    assertThat(doctor.out())
        .contains("ok       Java ")
        .contains("ok       PyTorch ")
        .contains("ok       engine ")
        .endsWith("./ats run works here\n");
    assertThat(doctor.out().lines().filter(line -> line.matches("(ok|missing) .*"))).hasSize(12);
    assertThat(doctor.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run smoke --dry-run", "replay nowhere", "bench scene"})
  void aCommandThatNeedsTheEngineIsRefused(String command) {
    System.setProperty(FOLDER, dir.toString());
    Console refused = Console.run(command.split(" "));
    assertThat(refused.err())
        .startsWith("ats: PYTORCH_LIBRARY_PATH=" + dir + ": there is no libtorch.")
        .contains("Fix: name the folder");
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.status()).isEqualTo(2);
  }

  @Test
  void aTrialOnANodeThatLacksItSaysSo() throws Exception {
    System.setProperty(FOLDER, dir.resolve("none").toString());
    Path trial = Files.createDirectories(dir.resolve("run/trials/some-trial"));
    assertThat(Console.run("trial", trial.toString()).err())
        .contains(dir.resolve("none") + ": there is no libtorch.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list selectors", "bench"})
  void othersAreNot(String command) {
    System.setProperty(FOLDER, dir.toString());
    assertThat(Console.run(command.split(" ")).status()).isZero();
  }
}
