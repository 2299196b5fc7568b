package io.ats.experiments.run.slurm;

import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.run.JavaCommand;
import io.ats.experiments.run.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the tasks of one job array read.
 *
 * @param trials the trials' identifiers, by the task's index
 * @param threads the engine's threads in each, 0 for as many as cores are allocated
 * @param limits when a trial is ended
 */
public record Submission(List<String> trials, int threads, Limits limits) {

  private static final String MAIN = "io.ats.experiments.cli.Main";
  private static final String ENDING = ".json";

  /** Copies the list. */
  public Submission {
    trials = List.copyOf(trials);
  }

  /** Reads a submission. */
  public static Submission read(Path file) throws IOException {
    return Json.read(file, Submission.class);
  }

  /** Writes the submission and its script under a name of their own; returns the script. */
  Path write(RunFolder folder, List<Path> plugins) throws IOException {
    Path slurm = Files.createDirectories(folder.slurm().toAbsolutePath().normalize());
    int number = 1;
    while (Files.exists(slurm.resolve("submission-" + number + ENDING))) {
      number++;
    }
    Path file = slurm.resolve("submission-" + number + ENDING);
    Json.write(file, this);
    // The task's own process only watches the trial's: it can be small.
    List<String> command =
        new ArrayList<>(
            JavaCommand.of(
                argument -> true, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")));
    command.add(MAIN);
    plugins.forEach(plugin -> command.addAll(List.of("--plugin", plugin.toString())));
    command.addAll(List.of("task", file.toString()));
    String quoted =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    Path script = slurm.resolve("submission-" + number + ".sh");
    Json.writeWhole(script, "#!/bin/bash\nexec " + quoted + " \"$SLURM_ARRAY_TASK_ID\"\n");
    return script;
  }
}
