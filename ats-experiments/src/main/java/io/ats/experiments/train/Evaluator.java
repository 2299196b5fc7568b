package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Prediction;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.objective.Answer;
import io.ats.core.sampling.Attention;
import io.ats.experiments.cost.MultiplyAdds;
import io.ats.experiments.cost.ReadPixels;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Evaluates a classifier on a split. What is drawn for an image depends on the seed and the image
 * alone. Test images are predicted one at a time: in a batch the engine may compute an image by
 * another kernel, which rounds differently, so that a prediction would depend on the other images.
 */
public final class Evaluator {

  private static final int TIMED = 20;

  private final Dataset dataset;
  private final int batchSize;
  private final long seed;

  /** Creates an evaluator. */
  public Evaluator(Dataset dataset, int batchSize, long seed) {
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** The metrics on a split, and the predictions that they are of. */
  public record Tested(MetricsRow row, Predictions predictions) {}

  /**
   * Returns the metrics on a split.
   *
   * @param epoch number of epochs that the learner has been trained
   * @throws DivergedException if a logit or metric is not finite
   */
  public MetricsRow evaluate(Learner learner, Split split, int epoch) {
    return pass(learner, split, epoch, answers -> {});
  }

  /** Returns the same with each image's prediction. */
  public Tested tested(Learner learner, Split split, int epoch) {
    Collected collected = new Collected(dataset.task());
    MetricsRow row = pass(learner, split, epoch, collected::add);
    return new Tested(row, collected.predictions(dataset, split));
  }

  /**
   * Returns the seconds that the prediction of an image takes, from reading it to its logits on the
   * host: the median over the first {@value #TIMED} batches of a split, after one that does not
   * count.
   */
  public double secondsPerImage(Learner learner, Split split) {
    int images = dataset.size(split);
    int size = Math.min(images, batchSize);
    List<Double> perImage = new ArrayList<>();
    for (int batch = -1; batch < Math.min(TIMED, images / size); batch++) {
      long start = System.nanoTime();
      try (NDManager own = learner.manager().newSubManager()) {
        int first = Math.max(0, batch) * size;
        int[] indices = IntStream.range(first, first + size).toArray();
        learner.predict(dataset.batch(own, split, indices).views(), seed).logits().toFloatArray();
      }
      if (batch >= 0) {
        perImage.add((System.nanoTime() - start) * 1e-9 / size);
      }
    }
    return median(perImage);
  }

  /**
   * Returns the multiply-adds of the prediction of an image: of the split's first, or the mean over
   * its first {@value #TIMED} where the images' sizes differ.
   */
  public MultiplyAdds multiplyAdds(Learner learner, Split split) {
    int images = dataset.mixed() ? Math.min(TIMED, dataset.size(split)) : 1;
    long sum = 0;
    Set<String> uncounted = new TreeSet<>();
    for (int image = 0; image < images; image++) {
      try (NDManager own = learner.manager().newSubManager()) {
        Views views = dataset.batch(own, split, image).views();
        MultiplyAdds found = learner.multiplyAdds(views, seed);
        sum += found.count();
        uncounted.addAll(found.uncounted());
      }
    }
    return new MultiplyAdds(sum / images, uncounted);
  }

  /**
   * Returns the accuracies of {@link Deletion} on the test split.
   *
   * @throws DivergedException if a logit is not finite
   */
  public Metrics deletion(Learner learner, int epoch) {
    return new Deletion(dataset, seed).of(learner, epoch);
  }

  private MetricsRow pass(Learner learner, Split split, int epoch, Consumer<List<Answer>> each) {
    int images = dataset.size(split);
    Tally tally = new Tally(dataset.task());
    Means means = new Means(split, epoch);
    double seconds = 0;
    int size = split == Split.TEST ? 1 : batchSize;
    for (int first = 0; first < images; first += size) {
      long start = System.nanoTime();
      try (NDManager own = learner.manager().newSubManager()) {
        int[] indices = IntStream.range(first, Math.min(images, first + size)).toArray();
        Batch batch = dataset.batch(own, split, indices);
        ReadPixels reading = new ReadPixels(batch.views());
        Prediction prediction =
            learner.predict(split == Split.TEST ? reading.views() : batch.views(), seed);
        NDArray logits = prediction.logits();
        NDArray losses = learner.objective().losses(logits, batch.labels());
        means.add(Metric.LOSS, losses.sum().getFloat(), indices.length);
        List<Answer> answers = Answer.of(dataset.task(), logits, batch.labels());
        tally.addCorrect(answers);
        seconds += (System.nanoTime() - start) * 1e-9; // what follows is not timed
        requireFinite(logits, split, epoch);
        tally.addLabels(answers);
        Optional<NDArray> map = learner.shown(prediction).part(Part.SCORE_MAP);
        addAttention(means, map, learner.scoreGrids(batch.views()), batch.boxes());
        each.accept(answers);
        addCoverage(means, prediction.selection(), batch.boxes());
        for (int b = 0; split == Split.TEST && b < indices.length; b++) {
          means.add(Metric.PIXELS_READ, reading.share(b, learner.readsView()), 1);
        }
      }
    }
    return new MetricsRow(
        epoch,
        split,
        seconds,
        means
            .metrics()
            .with(Metric.ACCURACY, tally.accuracy(images))
            .with(Metric.MAJORITY_SHARE, tally.majorityShare(images)),
        tally.parts(images));
  }

  /** A classifier's answer from logits that are no numbers would count as class 0. */
  static void requireFinite(NDArray logits, Split split, int epoch) {
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
      Means means, Optional<NDArray> map, List<ScoreGrid> grids, float[][][] boxes) {
    if (map.isPresent()) {
      NDArray flat = map.get().reshape(boxes.length, -1);
      means.add(Metric.ATTENTION_ENTROPY, Attention.entropy(flat).sum().getFloat(), boxes.length);
      int known = (int) Arrays.stream(boxes).filter(ofImage -> ofImage.length > 0).count();
      if (!grids.isEmpty()) {
        means.add(Metric.ATTENTION_ON_OBJECTS, massOnObjects(map.get(), grids, boxes), known);
      }
    }
  }

  static void addCoverage(Means means, Selection selection, float[][][] boxes) {
    for (int b = 0; b < boxes.length; b++) {
      float[] regions = PresentPatches.regions(selection, b);
      int patches = regions.length / 4;
      means.add(Metric.OUTSIDE_IMAGE, Coverage.outside(regions, 0, patches), 1);
      if (boxes[b].length > 0 && !Coverage.isWhole(regions)) {
        double covered = Coverage.covered(boxes[b], regions, 0, patches);
        means.add(Metric.OBJECTS_COVERED, covered, 1);
        means.add(Metric.OBJECTS_FOUND, Coverage.found(boxes[b], regions, 0, patches), 1);
      }
    }
  }

  /**
   * Returns the sum over images of the map's share at cells whose centre is in a true box.
   *
   * @param map {@code (B,gh,gw)}
   * @param grids each image's cells, in the top left corner of its map
   */
  static double massOnObjects(NDArray map, List<ScoreGrid> grids, float[][][] boxes) {
    int rows = (int) map.getShape().get(1);
    int columns = (int) map.getShape().get(2);
    float[] mass = map.toFloatArray();
    double total = 0;
    for (int image = 0; image < boxes.length; image++) {
      ScoreGrid cells = grids.get(image);
      for (int row = 0; row < cells.rows().length; row++) {
        for (int column = 0; column < cells.columns().length; column++) {
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
