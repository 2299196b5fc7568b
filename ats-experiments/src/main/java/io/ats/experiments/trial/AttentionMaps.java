package io.ats.experiments.trial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Selection.Part;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes the score maps of the pictured test images every few epochs and after the last.
 *
 * @param seed of the draws
 */
record AttentionMaps(Dataset dataset, TrainingConfig config, long seed, TrialFolder folder)
    implements TrainingListener {

  @Override
  public void onEpoch(EpochSummary summary, Learner learner) {
    int images = Math.min(config.pictures(), dataset.size(Split.TEST));
    if (images == 0 || !config.pictured(summary.epoch(), dataset.size(Split.TRAIN))) {
      return;
    }
    try (NDManager own = learner.manager().newSubManager()) {
      int[] first = IntStream.range(0, images).toArray();
      Optional<NDArray> maps =
          learner
              .shown(learner.predict(dataset.batch(own, Split.TEST, first).views(), seed))
              .part(Part.SCORE_MAP);
      if (maps.isPresent()) {
        float[][][] values = HostArrays.cube(maps.get(), images);
        Drawing.attempt(
            "the score maps of epoch " + summary.epoch(),
            () -> {
              Files.createDirectories(folder.pictures());
              Npy.write(folder.attention(summary.epoch()), values);
            });
      }
    }
  }
}
