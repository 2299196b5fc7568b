package io.ats.experiments.trial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.picture.PatchStrip;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.IntStream;

/**
 * Draws the first test image's patches as training reads them, every few epochs and after the last,
 * where they are blends (Cordonnier et al., CVPR 2021, figure 3): with the noise that the epoch
 * began with.
 *
 * @param seed of the draws
 */
record BlendPictures(Dataset dataset, TrainingConfig config, long seed, TrialFolder folder)
    implements TrainingListener {

  private static final int MOST_PATCHES = 10;
  private static final int LARGEST = 512;

  @Override
  public void onEpoch(EpochSummary summary, Learner learner) {
    int train = dataset.size(Split.TRAIN);
    int epoch = summary.epoch();
    if (learner.blends()
        && config.pictureEvery() > 0
        && Math.min(config.pictures(), dataset.size(Split.TEST)) > 0
        && config.pictured(epoch, train)) {
      double progress = (epoch - 1.0) / config.epochs(train);
      Drawing.attempt(
          "the blended patches of epoch " + epoch, () -> draw(epoch, progress, learner));
    }
  }

  private void draw(int epoch, double progress, Learner learner) throws IOException {
    try (NDManager own = learner.manager().newSubManager()) {
      Batch batch = dataset.batch(own, Split.TEST, 0);
      Selection selection = learner.selectInTraining(batch.views(), progress, seed);
      Shape shape = selection.patches().getShape(); // (1,K,C,h,w)
      if (selection.part(Part.BLEND).isEmpty() || Math.max(shape.get(3), shape.get(4)) > LARGEST) {
        return;
      }
      NDArray patches = learner.original(selection.patches()).get(0);
      int channels = batch.views().source().channels(); // without those of positions
      float[][][][] shown =
          IntStream.range(0, Math.min(MOST_PATCHES, selection.count()))
              .mapToObj(k -> HostArrays.cube(patches.get(k), channels))
              .toArray(float[][][][]::new);
      Files.createDirectories(folder.pictures());
      PatchStrip.write(shown, folder.blends(epoch));
    }
  }
}
