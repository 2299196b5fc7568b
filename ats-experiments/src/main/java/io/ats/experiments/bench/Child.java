package io.ats.experiments.bench;

import io.ats.experiments.run.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A process of its own for what must be measured alone: its memory, or what may die of it. */
final class Child {

  private static final String ANSWER = "answer:";

  private Child() {}

  /** What a child left: its exit status and what it printed. */
  private record Output(int status, String said) {}

  /**
   * Runs a class's {@code main} and returns the numbers that it gave to {@link #answer}.
   *
   * @param keep which of this Java's own options the child gets too
   * @param options more of them
   * @throws IllegalStateException if it fails, with what it said
   */
  static double[] run(
      Class<?> main, Predicate<String> keep, List<String> options, List<String> arguments) {
    Output output = output(main, keep, options, arguments);
    return found(output)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    main.getSimpleName() + " " + arguments + " failed:\n" + output.said));
  }

  /** Returns what {@link #run} does, or nothing if the child fails. */
  static Optional<double[]> tryRun(Class<?> main, List<String> arguments) {
    return found(output(main, option -> true, List.of(), arguments));
  }

  /** Is called in the child. */
  static void answer(double... numbers) {
    System.out.println(
        ANSWER
            + Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" ")));
  }

  private static Output output(
      Class<?> main, Predicate<String> keep, List<String> options, List<String> arguments) {
    List<String> command = JavaCommand.of(keep, options);
    command.add(main.getName());
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring " + arguments, e);
    }
  }

  private static Optional<double[]> found(Output output) {
    return output
        .said
        .lines()
        .filter(line -> output.status == 0 && line.startsWith(ANSWER))
        .map(line -> line.substring(ANSWER.length()).split(" "))
        .map(words -> Arrays.stream(words).mapToDouble(Double::parseDouble).toArray())
        .findFirst();
  }
}
