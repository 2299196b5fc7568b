package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import io.ats.core.Prediction;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.math.Scalars;
import io.ats.core.objective.Answer;
import io.ats.core.objective.Objective;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.config.TrainingConfig.ClassBalance;
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
 * the same in a process that trained the earlier ones and in one that read their checkpoint. Random
 * draws are those of the parts that a batch is trained in: {@code training.micro-batch} changes
 * them.
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
    Balance balance = config.balance() == ClassBalance.NONE ? null : new Balance(dataset);
    if (config.balance() == ClassBalance.WEIGHTS) {
      learner.weigh(balance.weights());
    }
    for (int epoch = done + 1; epoch <= epochs; epoch++) {
      double cpu = cpuSeconds();
      MetricsRow trained = train(learner, epoch, balance);
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

  private MetricsRow train(Learner learner, int epoch, Balance balance) {
    Engine.getInstance().setRandomSeed((int) seeds.sampling(epoch));
    SplittableRandom random = new SplittableRandom(seeds.order(epoch));
    int[] order =
        config.balance() == ClassBalance.SAMPLING
            ? balance.draw(random)
            : shuffled(dataset.size(Split.TRAIN), random);
    int each = config.stepsPerEpoch(order.length);
    long all = config.steps(order.length);
    long before = (epoch - 1L) * each;
    List<int[]> batches = batches(order).subList(0, (int) Math.min(each, all - before));
    int steps = batches.size();
    double loss = 0;
    int images = 0;
    long start = System.nanoTime();
    try (NDManager ofEpoch = learner.manager().newSubManager();
        Feeder feeder =
            new Feeder(learner.manager(), dataset, seeds.sampling(epoch), parts(batches))) {
      Sums sums = new Sums(ofEpoch.zeros(new Shape()), ofEpoch.zeros(new Shape()));
      for (int step = 0; step < steps; step++) {
        double progress = (double) (before + step) / all;
        double factor = Rates.factor(config, progress, epoch - 1 + (double) step / each);
        int size = batches.get(step).length;
        float value = step(learner, feeder, size, random, progress, factor, sums);
        if (!Float.isFinite(value)) {
          throw new DivergedException(value, epoch, step + 1);
        }
        loss += value;
        images += size;
        for (TrainingListener listener : listeners) {
          listener.onStep(epoch, step + 1, steps, value);
        }
      }
      float logit = sums.logits.getFloat();
      if (!Float.isFinite(logit)) {
        throw new DivergedException(Split.TRAIN, "logit", logit, epoch);
      }
      Metrics metrics =
          Metrics.NONE
              .with(Metric.LOSS, loss / steps)
              .with(Metric.ACCURACY, sums.correct.getFloat() / images);
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

  /** Returns the images of each part of each batch, in order. */
  private List<int[]> parts(List<int[]> batches) {
    return batches.stream()
        .flatMap(
            batch ->
                EvenParts.of(batch.length, config.imagesAtATime()).stream()
                    .map(part -> Arrays.copyOfRange(batch, part.first(), part.next())))
        .toList();
  }

  /**
   * The sums over an epoch, scalars on the device: a step transfers nothing but its loss to the
   * host.
   *
   * @param correct number of right answers
   * @param logits sum of the parts' mean logits, which is finite only if all are
   */
  private record Sums(NDArray correct, NDArray logits) {}

  /** Does a step, part by part, and returns its loss. */
  private float step(
      Learner learner,
      Feeder feeder,
      int images,
      SplittableRandom random,
      double progress,
      double factor,
      Sums sums) {
    try (NDManager ofStep = learner.manager().newSubManager()) {
      NDArray loss = ofStep.zeros(new Shape());
      for (int done = 0; done < images; ) {
        try (Feeder.Fed fed = feeder.next()) {
          Batch part = fed.batch();
          Views views = part.views();
          for (Augmentation augmentation : augmentations) {
            views = augmentation.apply(views, random);
          }
          double share = (double) part.size() / images;
          Learner.Part learned = learner.backward(views, part.labels(), share, progress);
          loss.addi(learned.loss());
          add(learned.prediction(), part.labels(), sums);
          done += part.size();
        }
      }
      learner.update(factor);
      return loss.getFloat();
    }
  }

  private void add(Prediction prediction, NDArray labels, Sums sums) {
    int repeats = prediction.selection().repeats();
    NDArray given = prediction.logits().stopGradient();
    sums.logits.addi(given.mean());
    NDArray right = Answer.correct(dataset.task(), given, Objective.repeat(labels, repeats));
    sums.correct.addi(Scalars.over(right.sum(), repeats));
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
