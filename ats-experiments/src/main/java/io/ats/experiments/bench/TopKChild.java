package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.trial.Memory;
import io.ats.topk.perturbed.NoiseKind;
import java.util.ArrayList;
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

  private TopKChild() {}

  /**
   * Measures and answers: a {@link Measure}, a {@link TopKForm}, the words of a {@link TopKCase}.
   */
  public static void main(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    TopKForm form = TopKForm.valueOf(words.get(1));
    TopKCase size = TopKCase.parse(words.subList(2, words.size()));
    try (TopKProblem problem = new TopKProblem(size)) {
      double[] found =
          switch (Measure.valueOf(words.get(0))) {
            case TIME -> times(problem, form, size.pairs());
            case MEMORY -> new double[] {memory(problem, form, size.noise())};
          };
      Child.answer(found);
    }
  }

  private static double[] times(TopKProblem problem, TopKForm form, int pairs) {
    PairedTimes times = new PairedTimes();
    times.measure(() -> problem.step(TopKForm.SPARSE), () -> problem.step(form), 1, pairs);
    BenchRow row = times.row("", "", "", 1);
    return new double[] {row.ours(), row.alternative(), row.ratio()};
  }

  /** Returns the peak of the resident size during one step, less that before it. */
  private static double memory(TopKProblem problem, TopKForm form, NoiseKind noise) {
    try (TopKProblem small = new TopKProblem(new TopKCase(2, 4, 2, 4, noise, false, 1))) {
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
    List<String> arguments = new ArrayList<>(List.of(what.name(), form.name()));
    arguments.addAll(size.words());
    return Child.tryRun(TopKChild.class, arguments);
  }
}
