package io.ats.experiments.doctor;

import io.ats.experiments.results.Reason;
import io.ats.experiments.trial.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Other programs.
 *
 * @param folders where programs are looked for
 * @param seconds the time in which one must answer
 */
record Programs(List<Path> folders, long seconds) {

  private static final String SLURM_USE = "--launcher slurm only";
  private static final String BROWSER_USE = "tests of the report's page only";

  /** The programs of the environment's path. */
  static Programs onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Programs(
        Stream.of(path.split(File.pathSeparator)).filter(s -> !s.isEmpty()).map(Path::of).toList(),
        20);
  }

  private Optional<Path> find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** Looks for Slurm's commands, and asks it for its partitions. */
  Finding slurm() throws IOException, InterruptedException {
    for (String name : List.of("sbatch", "squeue", "scancel", "scontrol", "sinfo")) {
      if (find(name).isEmpty()) {
        return Finding.missing(name + " is not on the path", SLURM_USE);
      }
    }
    Program.Answer partitions =
        Program.run(
            new ProcessBuilder(find("sinfo").orElseThrow().toString(), "--noheader", "--format=%R")
                .redirectErrorStream(true),
            seconds,
            process -> {});
    String said = Reason.firstLine(partitions.out());
    if (partitions.status().isEmpty()) {
      return Finding.missing("Slurm does not answer within " + seconds + " seconds", SLURM_USE);
    }
    if (partitions.status().getAsInt() != 0) {
      return Finding.missing("Slurm does not answer (" + said + ")", SLURM_USE);
    }
    return Finding.ok(
        find("sbatch").orElseThrow()
            + "; partitions: "
            + String.join(", ", partitions.out().lines().map(String::strip).toList()));
  }

  /** Looks for the browser of our own tests. */
  Finding browser() {
    Optional<Path> browser = find("chromium");
    Optional<Path> driver = find("chromedriver");
    if (browser.isEmpty() || driver.isEmpty()) {
      return Finding.missing(
          (browser.isEmpty() ? "chromium" : "chromedriver") + " is not on the path", BROWSER_USE);
    }
    return Finding.ok(browser.get() + " and " + driver.get() + "; for " + BROWSER_USE);
  }
}
