package io.ats.experiments.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
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
  private record Question(Measure measure, TopKForm form, TopKCase size) {}

  private TopKChild() {}

  /** Measures a {@code Question} in a child. */
  public static void main(String[] arguments) throws JsonProcessingException {
    Question question = Child.question(arguments, Question.class);
    TopKCase size = question.size;
    try (TopKProblem problem = new TopKProblem(size)) {
      double[] measured =
          switch (question.measure) {
            case TIME -> times(problem, question.form, size.pairs());
            case ERROR -> problem.errors(TopKForm.CONDITIONAL, question.form);
            case MEMORY -> new double[] {memory(problem, question.form, size.noise())};
          };
      Child.answer(measured);
    }
  }

  private static double[] times(TopKProblem problem, TopKForm form, int pairs) {
    warm(problem, TopKForm.CONDITIONAL);
    warm(problem, form);
    PairedTimes times = new PairedTimes();
    times.measure(() -> problem.step(TopKForm.CONDITIONAL), () -> problem.step(form), 0, pairs);
    BenchRow row = times.row("", "", "", 1);
    return new double[] {row.ours(), row.alternative(), row.ratio()};
  }

  /** Runs a form for three seconds: a training runs it thousands of times, compiled. */
  private static void warm(TopKProblem problem, TopKForm form) {
    long end = System.nanoTime() + 3_000_000_000L;
    do {
      problem.step(form);
    } while (System.nanoTime() < end);
  }

  private static double memory(TopKProblem problem, TopKForm form, NoiseKind noise) {
    try (TopKProblem small = new TopKProblem(new TopKCase(2, 4, 2, 4, noise, false, 1))) {
      small.step(form); // loads classes and libraries
    }
    return Child.growthMb(() -> problem.step(form));
  }

  /** Returns what a child measured, or nothing if it failed. */
  static Optional<double[]> run(Measure measure, TopKForm form, TopKCase size) {
    return Child.tryRun(TopKChild.class, new Question(measure, form, size));
  }
}
