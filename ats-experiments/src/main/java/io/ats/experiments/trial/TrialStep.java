package io.ats.experiments.trial;

import ai.djl.ndarray.NDManager;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A training step on a trial's first images, augmented as the trial's own, to be measured. */
record TrialStep(Assembly assembly, Dataset dataset, Learner learner) {

  /**
   * Returns the images of a step: as many as asked for, at most those that the trial has at a time,
   * and at least two of these, for batch normalisation refuses a single value per channel.
   */
  static int images(TrainingConfig config, int asked) {
    return Math.min(config.imagesAtATime(), Math.max(2, asked));
  }

  /** Does the step, with the split's images if it has no more, and returns its loss. */
  float run(NDManager own, int images) {
    Batch batch = first(dataset, own, Split.TRAIN, images);
    SplittableRandom random = new SplittableRandom(1);
    Views views = batch.views();
    for (Augmentation augmentation : assembly.augmentations()) {
      views = augmentation.apply(views, random);
    }
    return learner.step(views, batch.labels(), 0.5, 1).loss();
  }

  /** Returns the first images of a split, or all if it has no more. */
  static Batch first(Dataset dataset, NDManager own, Split split, int images) {
    int[] indices = IntStream.range(0, Math.min(images, dataset.size(split))).toArray();
    return dataset.batch(own, split, indices);
  }
}
