package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Batch;
import io.ats.core.Dataset;
import io.ats.core.Split;
import io.ats.core.model.Prediction;
import io.ats.core.objective.Answer;
import io.ats.core.sampling.Attention;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Measures a classifier on a split, in evaluation mode, always with the same draws. */
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

  /** Evaluates. */
  public Evaluation evaluate(Learner learner, Split split) {
    Engine.getInstance().setRandomSeed((int) seed);
    int images = dataset.size(split);
    double loss = 0;
    Tally tally = new Tally(dataset.task());
    double entropy = 0;
    double onObjects = 0;
    double outside = 0;
    double covered = 0;
    long withObjects = 0;
    long nanos = 0;
    for (int first = 0; first < images; first += batchSize) {
      long start = System.nanoTime();
      try (NDManager own = learner.manager().newSubManager()) {
        int[] indices = IntStream.range(first, Math.min(images, first + batchSize)).toArray();
        Batch batch = dataset.batch(own, split, indices);
        Prediction prediction = learner.predict(batch);
        NDArray logits = prediction.logits();
        loss += learner.objective().losses(logits, batch.labels()).sum().getFloat();
        List<Answer> answers = Answer.of(dataset.task(), logits, batch.labels());
        tally.addCorrect(answers);
        Optional<NDArray> map = prediction.selection().scoreMap();
        if (map.isPresent()) {
          NDArray flat = map.get().reshape(indices.length, -1);
          entropy += Attention.entropy(flat).sum().getFloat();
          onObjects += massOnObjects(map.get(), batch.boxes());
        } else {
          entropy = Double.NaN;
          onObjects = Double.NaN;
        }
        nanos += System.nanoTime() - start; // the counts that follow are not timed
        tally.addLabels(answers);
        float[] regions = prediction.selection().regions().toFloatArray();
        int patches = prediction.selection().count();
        for (int b = 0; b < indices.length; b++) {
          outside += Coverage.outside(regions, b * patches, patches);
          if (batch.boxes()[b].length > 0) {
            covered += Coverage.covered(batch.boxes()[b], regions, b * patches, patches);
            withObjects++;
          }
        }
      }
    }
    return new Evaluation(
        loss / images,
        tally.accuracy(images),
        entropy / images,
        onObjects / withObjects, // NaN where nothing is known of any image
        outside / images,
        covered / withObjects,
        nanos * 1e-9,
        images,
        tally.majorityShare(images),
        tally.partAccuracies(images),
        tally.partMajorityShares(images));
  }

  /** Returns the sum over images of the map's share at cells whose centre is in a true box. */
  static double massOnObjects(NDArray map, float[][][] boxes) {
    int rows = (int) map.getShape().get(1);
    int columns = (int) map.getShape().get(2);
    float[] mass = map.toFloatArray();
    double total = 0;
    for (int image = 0; image < boxes.length; image++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          if (inside(boxes[image], (row + 0.5) / rows, (column + 0.5) / columns)) {
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
