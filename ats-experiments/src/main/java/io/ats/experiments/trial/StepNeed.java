package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import java.util.stream.IntStream;

/**
 * What a training step needs, by a step of one image on the CPU and, where that is too little to
 * tell, one of some more; its memory is {@code fixed + n · per image} for {@code n} images at a
 * time.
 *
 * @param fixedMb of the program, the engine, the parameters, their gradients and moments, MiB
 * @param perImageMb MiB
 * @param secondsPerImage the time of the last of them, by its images
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
    Engine.getInstance();
    // Before the model: what its initialisation frees stays with the process, and is used again.
    double before = Memory.residentMb();
    try (Learner learner = assembly.learner(Device.cpu())) {
      double seconds = step(learner, dataset, 1);
      double one = Memory.peakMb(Device.cpu());
      // Parameters, gradients and moments.
      long moments = learner.moments().values().stream().mapToLong(NDArray::size).sum();
      double fixed = before + (2 * learner.parameterCount() + moments) * Float.BYTES / MEBIBYTE;
      double each = Math.max(1, one - fixed);
      boolean again = config.recompute() > 0;
      int more = again ? 2 : (int) (CLEAR_MB / each);
      int images = Math.min(more, Math.min(config.imagesAtATime(), dataset.size(Split.TRAIN)));
      if (images < 2) {
        return new StepNeed(fixed, each, seconds);
      }
      seconds = step(learner, dataset, images) / images;
      double all = Memory.peakMb(Device.cpu());
      // The activations that are computed again are in memory once, however many images there are.
      return again
          ? new StepNeed(2 * one - all, all - one, seconds)
          : new StepNeed(fixed, (all - fixed) / images, seconds);
    }
  }

  /** Does a step and returns its seconds. */
  private static double step(Learner learner, Dataset dataset, int images) {
    long start = System.nanoTime();
    Engine.getInstance().setRandomSeed(1);
    try (NDManager own = learner.manager().newSubManager()) {
      Batch batch = dataset.batch(own, Split.TRAIN, IntStream.range(0, images).toArray());
      learner.step(batch.views(), batch.labels(), 0.5, 1);
    }
    return (System.nanoTime() - start) * 1e-9;
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
