package io.ats.experiments.run.slurm;

import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.run.JavaCommand;
import io.ats.experiments.run.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file that the tasks of a job array read.
 *
 * @param trials the trials' identifiers, by task index
 * @param threads the engine's threads per trial, 0 for the number of allocated cores
 * @param limits the time limits of a trial
 */
public record Submission(List<String> trials, int threads, Limits limits) {

  private static final String ENDING = ".json";

  /** Copies the list. */
  public Submission {
    trials = List.copyOf(trials);
  }

  /** Reads a submission. */
  public static Submission read(Path file) throws IOException {
    return Json.read(file, Submission.class);
  }

  /** Writes the submission and its script under a new number; returns the script. */
  Path write(RunFolder folder, List<Path> plugins) throws IOException {
    Path slurm = Files.createDirectories(folder.slurm().toAbsolutePath().normalize());
    int number = 1;
    while (Files.exists(slurm.resolve("submission-" + number + ENDING))) {
      number++;
    }
    Path file = slurm.resolve("submission-" + number + ENDING);
    Json.write(file, this);
    // The task's own process only supervises the trial's: it can be small.
    List<String> command =
        JavaCommand.ats(
            argument -> true,
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            plugins,
            "task",
            file.toString());
    String quoted =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    Path script = slurm.resolve("submission-" + number + ".sh");
    RunFiles.write(script, "#!/bin/bash\nexec " + quoted + " \"$SLURM_ARRAY_TASK_ID\"\n");
    return script;
  }
}
