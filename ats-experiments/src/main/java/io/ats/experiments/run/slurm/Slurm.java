package io.ats.experiments.run.slurm;

import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slurm's commands. A task is written {@code job_index}, as in Slurm. */
final class Slurm {

  private static final Pattern STATE = Pattern.compile("JobState=(\\S+) Reason=(\\S+)");
  private static final String NO_SUCH_JOB = "Invalid job id";

  private record Answer(int status, String out, String err) {}

  /**
   * Submits a job array.
   *
   * @return the job's identifier
   * @throws ConfigException if Slurm refuses it, with Slurm's message
   */
  String submit(List<String> arguments, Path script) throws IOException {
    List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
    command.addAll(arguments);
    command.add(script.toString());
    Answer answer = call(command);
    if (answer.status() != 0) {
      throw new ConfigException(
          "Slurm refuses the trials: "
              + answer.err().strip()
              + "; see the section launcher (./ats describe launcher)");
    }
    return answer.out().strip().split(";")[0]; // a federation adds the cluster's name
  }

  /**
   * Returns the state of each task that is queued or running.
   *
   * @throws IOException if Slurm does not answer
   */
  Map<String, String> active(Collection<String> tasks) throws IOException {
    Map<String, String> states = new HashMap<>();
    if (tasks.isEmpty()) {
      return states;
    }
    TreeSet<String> jobs = new TreeSet<>();
    tasks.forEach(task -> jobs.add(task.substring(0, task.indexOf('_'))));
    Answer answer =
        call(
            List.of(
                "squeue",
                "--all",
                "--array",
                "--noheader",
                "--format=%F_%K %T",
                "--jobs=" + String.join(",", jobs)));
    if (answer.status() != 0 && !answer.err().contains(NO_SUCH_JOB)) {
      throw new IOException("squeue: " + answer.err().strip());
    }
    for (String line : answer.out().lines().toList()) {
      String[] parts = line.strip().split("\\s+");
      if (parts.length == 2 && tasks.contains(parts[0])) {
        states.put(parts[0], parts[1]);
      }
    }
    return states;
  }

  /** Returns the final state of a task, such as {@code TIMEOUT (TimeLimit)}. */
  String ended(String task) throws IOException {
    Answer control = call(List.of("scontrol", "--oneliner", "show", "job", task));
    Matcher state = STATE.matcher(control.out());
    if (control.status() == 0 && state.find()) {
      return state.group(1) + (state.group(2).equals("None") ? "" : " (" + state.group(2) + ")");
    }
    // Slurm forgets jobs after some minutes; an accounting database keeps them.
    Answer accounts =
        call(List.of("sacct", "-X", "--noheader", "--parsable2", "--format=State", "-j", task));
    String found = accounts.out().strip();
    return accounts.status() == 0 && !found.isEmpty() ? found : "its final state is unknown";
  }

  /** Cancels tasks. */
  void cancel(Collection<String> tasks) throws IOException {
    if (!tasks.isEmpty()) {
      List<String> command = new ArrayList<>(List.of("scancel"));
      command.addAll(new TreeSet<>(tasks));
      call(command);
    }
  }

  private static Answer call(List<String> command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new ConfigException(
          "--launcher slurm: cannot start "
              + command.get(0)
              + " ("
              + e.getMessage()
              + "); run on a machine of a Slurm cluster, or use --launcher local");
    }
    process.getOutputStream().close();
    // These commands write only a few lines to stderr, which fit the pipe.
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Answer(process.waitFor(), out, err);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
