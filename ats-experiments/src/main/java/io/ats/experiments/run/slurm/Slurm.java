package io.ats.experiments.run.slurm;

import io.ats.experiments.trial.Program;
import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
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

  /** A federation adds the cluster's name; a wrapper may leave {@code --parsable} out. */
  private static final Pattern NUMBER =
      Pattern.compile("(?m)^\\s*(?:Submitted batch job )?(\\d+)(?:;\\S*)?\\s*$");

  private static final Pattern FINAL = Pattern.compile("(?m)^([A-Z_]{4,}(?: by \\d+)?)\\s*$");
  private static final long MOST_SECONDS = 60;
  private static final Pattern STATE = Pattern.compile("JobState=(\\S+) Reason=(\\S+)");
  private static final String NO_SUCH_JOB = "Invalid job id";

  private volatile Process running;

  record Answer(int status, String out, String err) {}

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
    return number(answer.out());
  }

  /**
   * Returns the job's number in what sbatch printed, which a cluster's own lines may surround.
   *
   * @throws ConfigException if there is none
   */
  static String number(String printed) {
    Matcher number = NUMBER.matcher(printed);
    String last = null;
    while (number.find()) {
      last = number.group(1);
    }
    if (last == null) {
      throw new ConfigException(
          "sbatch took the trials but printed no job number, only '"
              + printed.strip()
              + "'; find the job with squeue, cancel it with scancel, and have sbatch --parsable"
              + " print the number in a line of its own");
    }
    return last;
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
    Matcher last = FINAL.matcher(accounts.out());
    return accounts.status() == 0 && last.find() ? last.group(1) : "its final state is unknown";
  }

  /** Cancels tasks. */
  void cancel(Collection<String> tasks) throws IOException {
    if (!tasks.isEmpty()) {
      List<String> command = new ArrayList<>(List.of("scancel"));
      command.addAll(new TreeSet<>(tasks));
      call(command);
    }
  }

  /** Ends the command that is running, if one is. */
  void stop() {
    Process now = running;
    if (now != null) {
      now.destroyForcibly();
    }
  }

  /** Runs a command. */
  Answer call(List<String> command) throws IOException {
    try {
      Program.Answer answer =
          Program.run(new ProcessBuilder(command), MOST_SECONDS, process -> running = process);
      if (answer.status().isEmpty()) {
        throw new IOException(
            command.get(0) + " has not answered for " + MOST_SECONDS + " seconds");
      }
      return new Answer(answer.status().getAsInt(), answer.out(), answer.err());
    } catch (Program.NotStartedException e) {
      throw new ConfigException(
          "--launcher slurm: cannot start "
              + command.get(0)
              + " ("
              + e.getMessage()
              + "); run on a machine of a Slurm cluster, or use --launcher local");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      running = null;
    }
  }
}
