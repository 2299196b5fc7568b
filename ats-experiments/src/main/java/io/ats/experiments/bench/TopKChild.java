package io.ats.experiments.bench;

import static java.util.stream.Collectors.joining;

import ai.djl.Device;
import io.ats.experiments.run.JavaCommand;
import io.ats.experiments.trial.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A measurement in a process of its own: the peak of its memory is the operator's alone, and where
 * memory does not suffice no other process comes to harm.
 */
final class TopKChild {

  /** What is measured. */
  enum Measure {
    /** Milliseconds of the sparse form, of another in turn with it, and the ratio. */
    TIME,
    /** MB that a form takes at its peak beyond what there was before. */
    MEMORY
  }

  private static final String ANSWER = "answer:";

  private TopKChild() {}

  /**
   * Measures and prints: a {@link Measure}, a {@link TopKForm}, the words of a {@link TopKCase}.
   */
  public static void main(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    TopKForm form = TopKForm.valueOf(words.get(1));
    TopKCase size = TopKCase.parse(words.subList(2, words.size()));
    try (TopKProblem problem = new TopKProblem(size)) {
      double[] found =
          switch (Measure.valueOf(words.get(0))) {
            case TIME -> times(problem, form, size.pairs());
            case MEMORY -> new double[] {memory(problem, form)};
          };
      System.out.println(
          ANSWER + Arrays.stream(found).mapToObj(Double::toString).collect(joining(" ")));
    }
  }

  private static double[] times(TopKProblem problem, TopKForm form, int pairs) {
    PairedTimes times = new PairedTimes();
    times.measure(() -> problem.step(TopKForm.SPARSE), () -> problem.step(form), 1, pairs);
    BenchRow row = times.row("", "", "", 1);
    return new double[] {row.ours(), row.alternative(), row.ratio()};
  }

  /** Returns the peak of the resident size during one step, less that before it. */
  private static double memory(TopKProblem problem, TopKForm form) {
    try (TopKProblem small = new TopKProblem(new TopKCase(2, 4, 2, 4, false, 1))) {
      small.step(form); // loads what is loaded once
    }
    double before = Memory.residentMb();
    if (!Memory.resetPeak()) {
      return Double.NaN;
    }
    problem.step(form);
    return Memory.peakMb(Device.cpu()) - before;
  }

  /** Returns what a child measured, or nothing if it died. */
  static Optional<double[]> run(Measure what, TopKForm form, TopKCase size) {
    List<String> command = JavaCommand.of(argument -> true, List.of());
    command.add(TopKChild.class.getName());
    command.add(what.name());
    command.add(form.name());
    command.addAll(size.words());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? answer(output) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring " + size, e);
    }
  }

  private static Optional<double[]> answer(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(ANSWER))
        .map(line -> line.substring(ANSWER.length()).split(" "))
        .map(words -> Arrays.stream(words).mapToDouble(Double::parseDouble).toArray())
        .findFirst();
  }
}
