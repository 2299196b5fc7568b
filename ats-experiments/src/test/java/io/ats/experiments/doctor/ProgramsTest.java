package io.ats.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.doctor.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that a run does without are missing, never wrong. */
class ProgramsTest {

  @TempDir Path dir;

  private Programs programs(long seconds) {
    return new Programs(List.of(dir.resolve("none"), dir), seconds);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(dir.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void slurm(String sinfo) throws IOException {
    for (String name : List.of("sbatch", "squeue", "scancel", "scontrol")) {
      program(name, "exit 9");
    }
    program("sinfo", sinfo);
  }

  private static void assertMissing(Finding found, String text) {
    assertThat(found).isEqualTo(new Finding(Status.MISSING, text));
  }

  @Test
  void withoutSlurm() throws Exception {
    assertMissing(programs(20).slurm(), "sbatch is not on the path; for --launcher slurm only");
    slurm("echo main");
    Files.delete(dir.resolve("squeue"));
    assertThat(programs(20).slurm().text()).startsWith("squeue is not on the path");
  }

  @Test
  void withSlurm() throws Exception {
    slurm("echo main; echo gpu");
    assertThat(programs(20).slurm())
        .isEqualTo(new Finding(Status.OK, dir.resolve("sbatch") + "; partitions: main, gpu"));
  }

  @Test
  void aSlurmThatDoesNotAnswer() throws Exception {
    slurm("echo 'Unable to contact slurm controller' >&2; exit 1");
    assertMissing(
        programs(20).slurm(),
        "Slurm does not answer (Unable to contact slurm controller); for --launcher slurm only");
    slurm("exec sleep 60");
    assertMissing(
        programs(1).slurm(), "Slurm does not answer within 1 seconds; for --launcher slurm only");
  }

  @Test
  void theBrowserOfTests() throws Exception {
    assertMissing(
        programs(20).browser(), "chromium is not on the path; for tests of the report's page only");
    program("chromium", "");
    assertThat(programs(20).browser().text()).startsWith("chromedriver is not on the path");
    program("chromedriver", "");
    assertThat(programs(20).browser().status()).isEqualTo(Status.OK);
    Files.delete(dir.resolve("chromedriver"));
    Files.createFile(dir.resolve("chromedriver")); // not executable
    assertThat(programs(20).browser().status()).isEqualTo(Status.MISSING);
  }
}
