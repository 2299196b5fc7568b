package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.Learner;
import java.io.IOException;

/** The duration of a trial in seconds: measured, or estimated from a few of its steps. */
public final class TrialTime {

  private static final int WARMUP = 3;
  private static final int MEASURED = 5;

  /** Fewer steps are measured where they take longer than this. */
  private static final double ENOUGH_SECONDS = 5;

  private TrialTime() {}

  /** Returns the duration of all epochs and the test of a complete trial. */
  public static double taken(TrialFolder complete) throws IOException {
    return MetricsCsv.read(complete.metrics()).stream().mapToDouble(MetricsRow::seconds).sum();
  }

  /**
   * Returns {@code o + steps·t + epochs·batches·e} and two passes over the test split, {@code o},
   * {@code t} and {@code e} the measured times of opening dataset and model, of a training step and
   * of the prediction of a batch.
   *
   * @param most images at a time in what is measured: that many of a larger batch (of a step at
   *     least two), and the time in proportion
   */
  public static double expected(Assembly assembly, Device device, int most) {
    TrainingConfig config = assembly.config().training();
    int part = TrialStep.images(config, most);
    int predicted = Math.max(1, Math.min(most, config.evaluationBatchSize()));
    long start = System.nanoTime();
    Dataset dataset = assembly.open();
    try (Learner learner = assembly.learner(device)) {
      double opening = (System.nanoTime() - start) * 1e-9;
      TrialStep first = new TrialStep(assembly, dataset, learner);
      double step = measured(learner, own -> first.run(own, part));
      double evaluation =
          measured(
              learner,
              own ->
                  learner
                      .predict(TrialStep.first(dataset, own, Split.TEST, predicted).views(), 0)
                      .logits()
                      .toFloatArray());
      return opening
          + of(
              dataset,
              config,
              step / Math.min(part, dataset.size(Split.TRAIN)),
              evaluation / Math.min(predicted, dataset.size(Split.TEST)));
    }
  }

  /**
   * Returns the same from an image's time in a training step; a prediction counts a third of it,
   * for it has no backward pass.
   */
  public static double expected(Assembly assembly, double secondsPerImage) {
    Dataset dataset = assembly.open();
    return of(dataset, assembly.config().training(), secondsPerImage, secondsPerImage / 3);
  }

  /** Returns the time of all steps and evaluations by the times of an image. */
  private static double of(Dataset dataset, TrainingConfig config, double step, double evaluation) {
    int images = dataset.size(Split.TRAIN);
    double trained = (double) config.steps(images) * Math.min(images, config.batchSize());
    double predicted =
        (double) config.epochs(images) * dataset.size(Split.VALIDATION)
            + 2.0 * dataset.size(Split.TEST);
    return trained * step + predicted * evaluation;
  }

  private interface Work {
    void run(NDManager own);
  }

  private static double measured(Learner learner, Work work) {
    repeat(learner, work, WARMUP);
    return repeat(learner, work, MEASURED);
  }

  private static double repeat(Learner learner, Work work, int most) {
    long start = System.nanoTime();
    int done = 0;
    double seconds;
    do {
      try (NDManager own = learner.manager().newSubManager()) {
        work.run(own);
      }
      done++;
      seconds = (System.nanoTime() - start) * 1e-9;
    } while (done < most && seconds < ENOUGH_SECONDS);
    return seconds / done;
  }
}
