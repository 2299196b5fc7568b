package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Prediction;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.objective.Answer;
import io.ats.core.sampling.Attention;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Evaluates a classifier on a split, always with the same random draws. */
public final class Evaluator {

  private final Dataset dataset;
  private final int batchSize;
  private final long seed;

  /** Creates an evaluator. */
  public Evaluator(Dataset dataset, int batchSize, long seed) {
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /**
   * The metrics on a split and the time that they took.
   *
   * @param secondsPerImage the median over the batches
   * @param predictions what the metrics were measured on
   */
  public record Timed(MetricsRow row, double secondsPerImage, Predictions predictions) {}

  private record Pass(MetricsRow row, double secondsPerImage) {}

  /** Predicts the first batch, which takes longer than later ones; its draws are not used. */
  public void warmUp(Learner learner, Split split) {
    try (NDManager own = learner.manager().newSubManager()) {
      int images = Math.min(batchSize, dataset.size(split));
      int[] indices = IntStream.range(0, images).toArray();
      learner.predict(dataset.batch(own, split, indices)).logits().toFloatArray();
    }
  }

  /**
   * Returns the metrics on a split.
   *
   * @param epoch number of epochs that the learner has been trained
   * @throws DivergedException if a logit or metric is not finite
   */
  public MetricsRow evaluate(Learner learner, Split split, int epoch) {
    return pass(learner, split, epoch, answers -> {}).row();
  }

  /** Returns the same with the time of an image, and each image's prediction. */
  public Timed timed(Learner learner, Split split, int epoch) {
    Collected collected = new Collected(dataset.task());
    Pass pass = pass(learner, split, epoch, collected::add);
    return new Timed(pass.row(), pass.secondsPerImage(), collected.predictions(dataset, split));
  }

  private Pass pass(Learner learner, Split split, int epoch, Consumer<List<Answer>> each) {
    Engine.getInstance().setRandomSeed((int) seed);
    int images = dataset.size(split);
    Tally tally = new Tally(dataset.task());
    Means means = new Means(split, epoch);
    double seconds = 0;
    List<Double> perImage = new ArrayList<>();
    for (int first = 0; first < images; first += batchSize) {
      long start = System.nanoTime();
      try (NDManager own = learner.manager().newSubManager()) {
        int[] indices = IntStream.range(first, Math.min(images, first + batchSize)).toArray();
        Batch batch = dataset.batch(own, split, indices);
        Prediction prediction = learner.predict(batch);
        NDArray logits = prediction.logits();
        NDArray losses = learner.objective().losses(logits, batch.labels());
        means.add(Metric.LOSS, losses.sum().getFloat(), indices.length);
        List<Answer> answers = Answer.of(dataset.task(), logits, batch.labels());
        tally.addCorrect(answers);
        double ofBatch = (System.nanoTime() - start) * 1e-9; // what follows is not timed
        seconds += ofBatch;
        perImage.add(ofBatch / indices.length);
        requireFinite(logits, split, epoch);
        tally.addLabels(answers);
        addAttention(means, learner.shown(prediction), learner.scoreGrid(), batch.boxes());
        each.accept(answers);
        addCoverage(means, prediction.selection(), batch.boxes());
      }
    }
    MetricsRow row =
        new MetricsRow(
            epoch,
            split,
            seconds,
            means
                .metrics()
                .with(Metric.ACCURACY, tally.accuracy(images))
                .with(Metric.MAJORITY_SHARE, tally.majorityShare(images)),
            tally.parts(images));
    return new Pass(row, median(perImage));
  }

  /** A classifier's answer from logits that are no numbers would count as class 0. */
  private static void requireFinite(NDArray logits, Split split, int epoch) {
    for (float logit : logits.toFloatArray()) {
      if (!Float.isFinite(logit)) {
        throw new DivergedException(split, "logit", logit, epoch);
      }
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static void addAttention(
      Means means, Selection selection, Optional<ScoreGrid> grid, float[][][] boxes) {
    Optional<NDArray> map = selection.part(Part.SCORE_MAP);
    if (map.isPresent()) {
      NDArray flat = map.get().reshape(boxes.length, -1);
      means.add(Metric.ATTENTION_ENTROPY, Attention.entropy(flat).sum().getFloat(), boxes.length);
      int known = (int) Arrays.stream(boxes).filter(ofImage -> ofImage.length > 0).count();
      grid.ifPresent(
          cells ->
              means.add(
                  Metric.ATTENTION_ON_OBJECTS, massOnObjects(map.get(), cells, boxes), known));
    }
  }

  private static void addCoverage(Means means, Selection selection, float[][][] boxes) {
    float[] regions = selection.regions().toFloatArray();
    int patches = selection.count();
    for (int b = 0; b < boxes.length; b++) {
      means.add(Metric.OUTSIDE_IMAGE, Coverage.outside(regions, b * patches, patches), 1);
      if (boxes[b].length > 0) {
        double covered = Coverage.covered(boxes[b], regions, b * patches, patches);
        means.add(Metric.OBJECTS_COVERED, covered, 1);
      }
    }
  }

  /** Returns the sum over images of the map's share at cells whose centre is in a true box. */
  static double massOnObjects(NDArray map, ScoreGrid cells, float[][][] boxes) {
    int rows = cells.rows().length;
    int columns = cells.columns().length;
    float[] mass = map.toFloatArray();
    double total = 0;
    for (int image = 0; image < boxes.length; image++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          if (inside(boxes[image], cells.rows()[row], cells.columns()[column])) {
            total += mass[(image * rows + row) * columns + column];
          }
        }
      }
    }
    return total;
  }

  private static boolean inside(float[][] boxes, double row, double column) {
    for (float[] box : boxes) {
      if (row >= box[0] && row < box[2] && column >= box[1] && column < box[3]) {
        return true;
      }
    }
    return false;
  }
}
