package io.ats.experiments.bench;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ats.experiments.run.JavaCommand;
import io.ats.experiments.trial.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A separate process, for measuring memory and for work that may run out of it. */
final class Child {

  private static final String ANSWER = "answer:";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The smallest growth, MiB, that can be told from that of the virtual machine. */
  private static final double LEAST_GROWTH = 1;

  private Child() {}

  /** A child's exit status and what it printed. */
  private record Output(int status, String text) {}

  /**
   * Runs a class's {@code main} in a child and returns the numbers that it passes to {@link
   * #answer}.
   *
   * @param options Java options besides those of this process
   * @param question a record, which the child reads by {@link #question}
   * @throws IllegalStateException if the child fails, with its output
   */
  static double[] run(Class<?> main, List<String> options, Record question) {
    Output output = output(main, options, Map.of(), question);
    return numbers(output)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    main.getSimpleName() + " failed on " + question + ":\n" + output.text));
  }

  /**
   * Returns all answers of a child, in order; prints what else it said if one has no number.
   *
   * @throws IllegalStateException if the child fails, with its output
   */
  static List<double[]> runAll(Class<?> main, Map<String, String> environment, Record question) {
    Output output = output(main, List.of(), environment, question);
    if (output.status != 0) {
      throw new IllegalStateException(main.getSimpleName() + " failed:\n" + output.text);
    }
    List<double[]> all = answers(output).toList();
    if (all.stream().anyMatch(answer -> Double.isNaN(answer[0]))) {
      System.err.println(output.text);
    }
    return all;
  }

  /**
   * Does the same as {@link #run} without further Java options; returns nothing if the child fails.
   */
  static Optional<double[]> tryRun(Class<?> main, Record question) {
    return numbers(output(main, List.of(), Map.of(), question));
  }

  /** Returns the question that the child was started with. */
  static <Q extends Record> Q question(String[] arguments, Class<Q> type)
      throws JsonProcessingException {
    return MAPPER.readValue(arguments[0], type);
  }

  /** Returns numbers from the child to its parent. */
  static void answer(double... numbers) {
    System.out.println(
        ANSWER
            + Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" ")));
  }

  /**
   * Returns by how much the peak of the resident size, or of the GPU's memory, during the work
   * exceeds the size before, MiB; at least 1, NaN if unknown.
   */
  static double growthMb(Device device, Runnable work) {
    double before = device.isGpu() ? Memory.peakMb(device) : Memory.residentMb();
    if (!device.isGpu() && !Memory.resetPeak()) {
      return Double.NaN;
    }
    work.run();
    return Math.max(LEAST_GROWTH, Memory.peakMb(device) - before);
  }

  private static Output output(
      Class<?> main, List<String> options, Map<String, String> environment, Record question) {
    List<String> command = JavaCommand.of(option -> true, options);
    command.add(main.getName());
    try {
      command.add(MAPPER.writeValueAsString(question));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring " + question, e);
    }
  }

  private static Optional<double[]> numbers(Output output) {
    return output.status == 0 ? answers(output).findFirst() : Optional.empty();
  }

  private static Stream<double[]> answers(Output output) {
    return output
        .text
        .lines()
        .filter(line -> line.startsWith(ANSWER))
        .map(line -> line.substring(ANSWER.length()).split(" "))
        .map(words -> Arrays.stream(words).mapToDouble(Double::parseDouble).toArray());
  }
}
