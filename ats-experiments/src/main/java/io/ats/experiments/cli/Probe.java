package io.ats.experiments.cli;

import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.run.DeviceMemory;
import io.ats.experiments.run.JavaCommand;
import io.ats.experiments.run.LauncherWatch;
import io.ats.experiments.trial.Program;
import io.ats.experiments.trial.StepNeed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a process of its own found out about a trial's memory and time.
 *
 * @param status of the process; empty if it took too long
 * @param output its {@link ProbeLine}s
 * @param limit the seconds that it had
 */
record Probe(OptionalInt status, String output, int limit) {

  /**
   * Measures a trial in a process that may crash, or run out of memory or time.
   *
   * @throws InterruptedIOException if this thread is interrupted meanwhile
   */
  static Probe run(
      TrialConfig config, String device, List<String> options, List<Path> plugins, int limit)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add(LauncherWatch.option());
    ProcessBuilder command =
        new ProcessBuilder(
            JavaCommand.ats(argument -> true, all, plugins, "probe", "--device", device));
    try {
      Program.Answer answer =
          Program.run(command, limit, process -> hand(config.yaml(), process.getOutputStream()));
      return new Probe(answer.status(), answer.out(), limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a row was measured");
    }
  }

  private static void hand(String text, OutputStream to) {
    try {
      to.write(text.getBytes(StandardCharsets.UTF_8));
      to.flush();
    } catch (IOException e) {
      // It has ended; its status says so.
    }
  }

  /** Returns what a step needs, if it was measured. */
  private Optional<StepNeed> need() {
    List<Double> found = ProbeLine.NEED.numbers(output);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StepNeed(found.get(0), found.get(1), found.get(2), found.get(3), Double.NaN));
  }

  /** Returns the line on the labels; nothing if they were not read. */
  Optional<String> majority() {
    List<Double> found = ProbeLine.MAJORITY.numbers(output);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "most frequent label: %.1f %% of the training images, %.1f %% of the test images"
                .formatted(100 * found.get(0), 100 * found.get(1)));
  }

  /** Returns the trial's time, seconds; nothing if it was not measured. */
  Optional<Double> seconds() {
    List<Double> bySteps = ProbeLine.BY_STEPS.numbers(output);
    return (bySteps.isEmpty() ? ProbeLine.BY_ONE_STEP.numbers(output) : bySteps)
        .stream().findFirst();
  }

  /** Returns whether the time is that of one step, by its images. */
  boolean byOneStep() {
    return seconds().isPresent() && ProbeLine.BY_STEPS.text(output).isEmpty();
  }

  /** Returns the line on the trial's memory. */
  String memory(TrainingConfig training, Optional<DeviceMemory> device) {
    return "memory: "
        + need()
            .map(need -> text(need, training, device) + failure())
            .orElseGet(
                () ->
                    status.isEmpty()
                        ? "not measured: takes longer than " + limit + " s"
                        : "not measured: " + problem());
  }

  /** Returns what ended the process after the memory was known; nothing if its time did. */
  private String failure() {
    return status.isEmpty() || status.getAsInt() == 0
        ? ""
        : "; the time by several steps was not measured: " + problem();
  }

  private String problem() {
    return ProbeLine.PROBLEM
        .text(output)
        .orElseGet(
            () ->
                "its process ended with status "
                    + status.getAsInt()
                    + (status.getAsInt() == 137 ? ", perhaps out of memory" : ""));
  }

  private static String text(
      StepNeed need, TrainingConfig training, Optional<DeviceMemory> device) {
    int images = training.imagesAtATime();
    if (Double.isNaN(need.mb(images))) {
      return "not known: this system does not tell the size of a process";
    }
    String key = images < training.batchSize() ? "micro-batch" : "batch-size";
    String about = "about " + gigabytes(need.mb(images)) + " at " + key + " " + images;
    return about
        + device
            .filter(memory -> memory.mb() < need.mb(images))
            .map(memory -> "; " + tooSmall(memory, need.most(memory.mb(), images)))
            .orElse("");
  }

  private static String tooSmall(DeviceMemory memory, int most) {
    String not = "does not fit the " + gigabytes(memory.mb()) + " of " + memory.of() + "; ";
    return not
        + (most == 0
            ? "nor does one image: see training.recompute"
            : "training.micro-batch at most " + most + " fits");
  }

  /** Returns a size in units of 1024 MiB. */
  static String gigabytes(double mb) {
    double gb = mb / 1024;
    return (gb < 9.95 ? "%.1f GB" : "%.0f GB").formatted(gb);
  }
}
