package io.ats.experiments.train;

import ai.djl.ndarray.NDManager;
import io.ats.core.PatchSource;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.objective.Answer;
import io.ats.core.source.BlankedSource;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The test accuracy when chosen patches are blanked, at three points of the deletion curve (Petsiuk
 * et al., RISE, BMVC 2018, section 4.3): the patch of most weight, half of the {@code K} patches
 * and all; and the control, as many regions of the same sizes at random places. An image is blanked
 * in its view and its full resolution, in the mean colour of its view, and the whole prediction is
 * made anew: other patches may be chosen.
 *
 * <p>Where an accuracy falls below the control's, the chosen patches hold what the prediction is
 * made of; where both stay, there is as much elsewhere.
 */
final class Deletion {

  /** Patches of the same weight follow one another as the selector returns them. */
  private enum Point {
    FIRST(Metric.DELETION_FIRST, Metric.RANDOM_DELETION_FIRST),
    HALF(Metric.DELETION_HALF, Metric.RANDOM_DELETION_HALF),
    ALL(Metric.DELETION_ALL, Metric.RANDOM_DELETION_ALL);

    private final Metric chosen;
    private final Metric random;

    Point(Metric chosen, Metric random) {
      this.chosen = chosen;
      this.random = random;
    }

    int of(int patches) {
      return switch (this) {
        case FIRST -> Math.min(1, patches);
        case HALF -> (patches + 1) / 2;
        case ALL -> patches;
      };
    }
  }

  private final Dataset dataset;
  private final long seed;

  /**
   * Creates the measurement.
   *
   * @param seed of what is drawn for the predictions, and of the random places
   */
  Deletion(Dataset dataset, long seed) {
    this.dataset = dataset;
    this.seed = seed;
  }

  /**
   * Returns the accuracy at each point.
   *
   * @param epoch number of epochs that the learner has been trained
   * @throws DivergedException if a logit is not finite
   */
  Metrics of(Learner learner, int epoch) {
    Map<Metric, Tally> tallies = new HashMap<>();
    for (Point point : Point.values()) {
      tallies.put(point.chosen, new Tally(dataset.task()));
      tallies.put(point.random, new Tally(dataset.task()));
    }
    int images = dataset.size(Split.TEST);
    for (int image = 0; image < images; image++) {
      try (NDManager own = learner.manager().newSubManager()) {
        Batch batch = dataset.batch(own, Split.TEST, image);
        Selection selection = learner.predict(batch.views(), seed).selection();
        List<int[]> chosen = byWeight(selection, batch.views().source());
        List<int[]> random = random(chosen, batch.views().source(), image);
        Blanked withoutChosen = new Blanked(learner, batch, chosen, epoch);
        Blanked withoutRandom = new Blanked(learner, batch, random, epoch);
        for (Point point : Point.values()) {
          int count = point.of(chosen.size());
          tallies.get(point.chosen).addCorrect(withoutChosen.answers(count));
          tallies.get(point.random).addCorrect(withoutRandom.answers(count));
        }
      }
    }
    Map<Metric, Double> accuracies = new HashMap<>();
    tallies.forEach((metric, tally) -> accuracies.put(metric, tally.accuracy(images)));
    return new Metrics(accuracies);
  }

  /** The predictions of an image with boxes over it, each made once. */
  private final class Blanked {

    private final Learner learner;
    private final Batch batch;
    private final List<int[]> boxes;
    private final int epoch;
    private final Map<Integer, List<Answer>> known = new HashMap<>();

    Blanked(Learner learner, Batch batch, List<int[]> boxes, int epoch) {
      this.learner = learner;
      this.batch = batch;
      this.boxes = boxes;
      this.epoch = epoch;
    }

    /** Returns the answers with the first {@code count} boxes. */
    List<Answer> answers(int count) {
      return known.computeIfAbsent(count, key -> predict(boxes.subList(0, count)));
    }

    private List<Answer> predict(List<int[]> blank) {
      Views views = BlankedSource.of(batch.views(), new int[][][] {blank.toArray(int[][]::new)});
      Prediction prediction = learner.predict(views, seed);
      Evaluator.requireFinite(prediction.logits(), Split.TEST, epoch);
      return Answer.of(dataset.task(), prediction.logits(), batch.labels());
    }
  }

  /** Returns the patches' parts inside the image in pixels, those of most weight first. */
  private static List<int[]> byWeight(Selection selection, PatchSource source) {
    int[] present = PresentPatches.of(selection, 0);
    float[] weights = selection.weights().get(0).toFloatArray();
    float[] regions = PresentPatches.regions(selection, 0);
    return IntStream.range(0, present.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -weights[present[i]]))
        .map(
            i ->
                new int[] {
                  edge(regions[4 * i], source.height(0)),
                  edge(regions[4 * i + 1], source.width(0)),
                  edge(regions[4 * i + 2], source.height(0)),
                  edge(regions[4 * i + 3], source.width(0))
                })
        .toList();
  }

  private static int edge(float fraction, int size) {
    return Math.max(0, Math.min(size, Math.round(fraction * size)));
  }

  /** Returns boxes of the same sizes, each at a random place inside the image. */
  private List<int[]> random(List<int[]> boxes, PatchSource source, int image) {
    SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + image);
    List<int[]> all = new ArrayList<>();
    for (int[] box : boxes) {
      int height = Math.max(0, box[2] - box[0]);
      int width = Math.max(0, box[3] - box[1]);
      int top = random.nextInt(source.height(0) - height + 1);
      int left = random.nextInt(source.width(0) - width + 1);
      all.add(new int[] {top, left, top + height, left + width});
    }
    return all;
  }
}
