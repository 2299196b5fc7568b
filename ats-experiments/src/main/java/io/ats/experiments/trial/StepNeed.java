package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import java.util.stream.IntStream;

/**
 * What a training step needs, by a step of one image on the CPU; its memory is {@code fixed + n ·
 * per image} for {@code n} images at a time.
 *
 * @param fixedMb of the program, the engine, the parameters, their gradients and moments, MiB
 * @param perImageMb MiB
 * @param secondsPerImage the time of the step
 */
public record StepNeed(double fixedMb, double perImageMb, double secondsPerImage) {

  private static final double MEBIBYTE = 1024 * 1024;

  /** A step that takes less is lost among what Java itself needs: more images are measured. */
  private static final double CLEAR_MB = 1024;

  /**
   * Measures; to be called in a process that has trained nothing.
   *
   * @return numbers that are NaN where the system does not tell the size of a process
   */
  public static StepNeed measure(Assembly assembly) {
    TrainingConfig config = assembly.config().training();
    Dataset dataset = assembly.open();
    try (Learner learner = assembly.learner(Device.cpu())) {
      double before = Memory.residentMb();
      long start = System.nanoTime();
      step(learner, dataset, 1);
      double seconds = (System.nanoTime() - start) * 1e-9;
      double one = Memory.peakMb(Device.cpu());
      // The first step's own: an image, and what is made once.
      double moments =
          learner.moments().values().stream().mapToLong(array -> array.size()).sum() * 4 / MEBIBYTE;
      double once = learner.parameterCount() * 4 / MEBIBYTE + moments;
      double found = Math.max(0, one - before - once);
      // What is computed again is in memory once, however many images there are.
      int more = config.recompute() > 0 ? 2 : (int) (CLEAR_MB / Math.max(1, found));
      int images = Math.min(more, Math.min(config.imagesAtATime(), dataset.size(Split.TRAIN)));
      if (images < 2) {
        return new StepNeed(before + once, found, seconds);
      }
      step(learner, dataset, images);
      double each = (Memory.peakMb(Device.cpu()) - one) / (images - 1);
      return new StepNeed(one - each, each, seconds);
    }
  }

  private static void step(Learner learner, Dataset dataset, int images) {
    Engine.getInstance().setRandomSeed(1);
    try (NDManager own = learner.manager().newSubManager()) {
      Batch batch = dataset.batch(own, Split.TRAIN, IntStream.range(0, images).toArray());
      learner.step(batch.views(), batch.labels(), 0.5, 1);
    }
  }

  /** Returns the memory with that many images at a time, MiB. */
  public double mb(int images) {
    return fixedMb + images * perImageMb;
  }

  /** Returns the most images at a time, up to a number, that fit a memory, MiB; 0 if none does. */
  public int most(double availableMb, int images) {
    return mb(images) <= availableMb
        ? images
        : Math.max(0, (int) Math.floor((availableMb - fixedMb) / perImageMb));
  }
}
