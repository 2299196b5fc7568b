package io.ats.experiments.bench;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.ats.experiments.trial.Devices;
import io.ats.topk.perturbed.NoiseKind;
import java.util.Optional;

/**
 * Measures perturbed top-K in a child: the memory is the operator's alone, and running out of it
 * does no harm to other processes.
 */
final class TopKChild {

  /** What is measured. */
  enum Measure {
    /** Milliseconds of the default form and of another, in turn, and their ratio. */
    TIME,
    /** Growth of the resident size during a step of a form, MiB. */
    MEMORY,
    /** Squared errors of the gradients of the default form and of another. */
    ERROR
  }

  /** The measurement that a child makes. */
  private record Question(Measure measure, TopKForm form, TopKCase size, String device) {}

  private TopKChild() {}

  /** Measures a {@code Question} in a child. */
  public static void main(String[] arguments) throws JsonProcessingException {
    Question question = Child.question(arguments, Question.class);
    TopKCase size = question.size;
    Device device = Devices.of(question.device);
    try (TopKProblem problem = new TopKProblem(size, device)) {
      double[] measured =
          switch (question.measure) {
            case TIME -> times(problem, question.form, size.pairs(), device);
            case ERROR -> problem.errors(TopKForm.CONDITIONAL, question.form);
            case MEMORY -> new double[] {memory(problem, question.form, size.noise(), device)};
          };
      Child.answer(measured);
    }
  }

  private static double[] times(TopKProblem problem, TopKForm form, int pairs, Device device) {
    warm(problem, TopKForm.CONDITIONAL, pairs);
    warm(problem, form, pairs);
    PairedTimes times = new PairedTimes(device);
    times.measure(() -> problem.step(TopKForm.CONDITIONAL), () -> problem.step(form), 0, pairs);
    BenchRow row = times.row("", "", "", 1);
    return new double[] {row.ours(), row.alternative(), row.ratio()};
  }

  /** Runs a form for seconds: a training runs it thousands of times, compiled. */
  private static void warm(TopKProblem problem, TopKForm form, int pairs) {
    long end = System.nanoTime() + pairs * 300_000_000L;
    do {
      problem.step(form);
    } while (System.nanoTime() < end);
  }

  private static double memory(TopKProblem problem, TopKForm form, NoiseKind noise, Device device) {
    try (TopKProblem small = new TopKProblem(new TopKCase(2, 4, 2, 4, noise, false, 1), device)) {
      small.step(form); // loads classes and libraries
    }
    return Child.growthMb(device, () -> problem.step(form));
  }

  /** Returns what a child measured, or nothing if it failed. */
  static Optional<double[]> run(Measure measure, TopKForm form, TopKCase size, Device device) {
    return Child.tryRun(TopKChild.class, new Question(measure, form, size, Devices.text(device)));
  }
}
