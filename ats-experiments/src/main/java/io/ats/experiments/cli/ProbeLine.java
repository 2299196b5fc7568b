package io.ats.experiments.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code ats probe} says, a line each, as soon as it is known. */
enum ProbeLine {
  /** The shares of the most frequent label among the training and the test images. */
  MAJORITY,
  /** The memory and the images of a {@code StepNeed}, in their order. */
  NEED,
  /** The seconds of a trial, by one step of few images. */
  BY_ONE_STEP,
  /** The seconds of a trial, by several steps. */
  BY_STEPS,
  /** Why it ends. */
  PROBLEM;

  private String start() {
    return "probe " + name() + " ";
  }

  void print(Object... words) {
    System.out.println(
        start() + String.join(" ", Arrays.stream(words).map(Object::toString).toList()));
    System.out.flush();
  }

  /** Returns the text of this line in an output. */
  Optional<String> text(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(start()))
        .map(line -> line.substring(start().length()))
        .findFirst();
  }

  /** Returns the numbers of this line, none if it is not there. */
  List<Double> numbers(String output) {
    return text(output).stream()
        .flatMap(found -> Arrays.stream(found.split(" ")))
        .map(Double::valueOf)
        .toList();
  }
}
