package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.math.Scalars;
import io.ats.core.objective.Answer;
import io.ats.core.objective.Objective;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsRow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The training loop. Every epoch starts from seeds derived from its number, so that its results are
 * the same in a process that trained the earlier ones and in one that read their checkpoint.
 *
 * @param dataset the data
 * @param config how to train
 * @param seeds of the order, the draws and the evaluation
 * @param augmentations of training batches, applied in order
 * @param listeners called in order
 */
public record TrainingLoop(
    Dataset dataset,
    TrainingConfig config,
    Seeds seeds,
    List<Augmentation> augmentations,
    List<TrainingListener> listeners) {

  /**
   * Trains.
   *
   * @param done number of epochs that the learner has been trained already
   * @throws DivergedException if a loss, logit or metric is not finite
   * @throws IOException if a listener cannot write
   */
  public void run(Learner learner, int done) throws IOException {
    Evaluator evaluator = new Evaluator(dataset, config.evaluationBatchSize(), seeds.evaluation());
    int epochs = config.epochs(dataset.size(Split.TRAIN));
    listeners.forEach(listener -> listener.onStart(epochs));
    for (int epoch = done + 1; epoch <= epochs; epoch++) {
      double cpu = cpuSeconds();
      MetricsRow trained = train(learner, epoch);
      cpu = cpuSeconds() - cpu;
      EpochSummary summary =
          new EpochSummary(trained, cpu, evaluator.evaluate(learner, Split.VALIDATION, epoch));
      for (TrainingListener listener : listeners) {
        listener.onEpoch(summary, learner);
      }
    }
  }

  /** Returns the CPU time of all threads of this process so far; 0 where it is unknown. */
  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean process
        ? Math.max(0, process.getProcessCpuTime() * 1e-9)
        : 0;
  }

  private MetricsRow train(Learner learner, int epoch) {
    Engine.getInstance().setRandomSeed((int) seeds.sampling(epoch));
    SplittableRandom random = new SplittableRandom(seeds.order(epoch));
    int[] order = shuffled(dataset.size(Split.TRAIN), random);
    int each = config.stepsPerEpoch(order.length);
    long all = config.steps(order.length);
    long before = (epoch - 1L) * each;
    List<int[]> batches = batches(order).subList(0, (int) Math.min(each, all - before));
    int steps = batches.size();
    double loss = 0;
    int images = 0;
    long start = System.nanoTime();
    try (NDManager ofEpoch = learner.manager().newSubManager();
        Feeder feeder = new Feeder(learner.manager(), dataset, batches)) {
      // Summed on the device: a step transfers nothing but its loss to the host.
      NDArray correct = ofEpoch.zeros(new Shape());
      NDArray logits = ofEpoch.zeros(new Shape());
      for (int step = 0; step < steps; step++) {
        double progress = (double) (before + step) / all;
        double factor = Rates.factor(config, progress, epoch - 1 + (double) step / each);
        float value;
        try (Feeder.Fed fed = feeder.next()) {
          value = step(learner, fed.batch(), random, progress, factor, correct, logits);
        }
        if (!Float.isFinite(value)) {
          throw new DivergedException(value, epoch, step + 1);
        }
        loss += value;
        images += batches.get(step).length;
        for (TrainingListener listener : listeners) {
          listener.onStep(epoch, step + 1, steps, value);
        }
      }
      if (!Float.isFinite(logits.getFloat())) {
        throw new DivergedException(Split.TRAIN, "logit", logits.getFloat(), epoch);
      }
      Metrics metrics =
          Metrics.NONE
              .with(Metric.LOSS, loss / steps)
              .with(Metric.ACCURACY, correct.getFloat() / images);
      return new MetricsRow(epoch, Split.TRAIN, (System.nanoTime() - start) * 1e-9, metrics);
    }
  }

  /** Returns the images of each step; of an incomplete batch only if there is no other. */
  private List<int[]> batches(int[] order) {
    int size = config.batchSize();
    return IntStream.range(0, config.stepsPerEpoch(order.length))
        .mapToObj(
            step ->
                Arrays.copyOfRange(order, step * size, Math.min(order.length, (step + 1) * size)))
        .toList();
  }

  /** Adds the right answers and the mean of the logits, which is finite only if all are. */
  private float step(
      Learner learner,
      Batch batch,
      SplittableRandom random,
      double progress,
      double factor,
      NDArray correct,
      NDArray logits) {
    Views views = batch.views();
    for (Augmentation augmentation : augmentations) {
      views = augmentation.apply(views, random);
    }
    Learner.Step step = learner.step(views, batch.labels(), progress, factor);
    int repeats = step.prediction().selection().repeats();
    NDArray given = step.prediction().logits().stopGradient();
    logits.addi(given.mean());
    NDArray right =
        Answer.correct(dataset.task(), given, Objective.repeat(batch.labels(), repeats));
    correct.addi(Scalars.over(right.sum(), repeats));
    return step.loss();
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
