package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;

/**
 * What a training step needs, by one or two steps of few images on the CPU; its memory is {@code
 * fixed + n · per image + min(1, n / chunk images) · chunk} for {@code n} images at a time.
 *
 * @param fixedMb of the program, the engine, the parameters, their gradients and moments, MiB
 * @param perImageMb MiB
 * @param chunkMb of the activations of {@code training.recompute} patches, which are in memory once
 *     however many images there are, MiB; 0 without it
 * @param chunkImages the images that have so many patches, perhaps a fraction of one
 * @param secondsPerImage the time of the last step, by its images
 */
public record StepNeed(
    double fixedMb, double perImageMb, double chunkMb, double chunkImages, double secondsPerImage) {

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
      TrialStep step = new TrialStep(assembly, dataset, learner);
      double chunkImages = (double) config.recompute() / assembly.patches();
      int most = Math.min(config.imagesAtATime(), dataset.size(Split.TRAIN));
      int chunk = (int) Math.min(most, Math.ceil(chunkImages)); // 0 without recomputation
      int least = Math.min(most, TrialStep.images(config, chunk));
      int few = most < least + chunk ? most : least;
      double seconds = seconds(step, few) / few;
      double ofFew = Memory.peakMb(Device.cpu());
      // Parameters, gradients and moments.
      long moments = learner.moments().values().stream().mapToLong(NDArray::size).sum();
      double fixed = before + (2 * learner.parameterCount() + moments) * Float.BYTES / MEBIBYTE;
      double each = Math.max(1, ofFew - fixed) / few;
      int clear = Math.min(most, Math.max(few, (int) (CLEAR_MB / each)));
      // Past a chunk only what is kept of each image grows. The chunks are whole: the engine's
      // memory of a smaller one would be new, not that of the others again.
      int many = chunk == 0 ? clear : few + Math.max(chunk, (clear - few) / chunk * chunk);
      if (many <= few || many > most) {
        return new StepNeed(fixed, each, 0, 1, seconds);
      }
      seconds = seconds(step, many) / many;
      double ofMany = Memory.peakMb(Device.cpu());
      if (chunk == 0) {
        return new StepNeed(fixed, (ofMany - fixed) / many, 0, 1, seconds);
      }
      double grown = (ofMany - ofFew) / (many - few);
      double once = Math.max(0, ofFew - fixed - few * grown);
      return new StepNeed(fixed, grown, once, chunkImages, seconds);
    }
  }

  /** Does a step and returns its seconds. */
  private static double seconds(TrialStep step, int images) {
    long start = System.nanoTime();
    Engine.getInstance().setRandomSeed(1);
    try (NDManager own = step.learner().manager().newSubManager()) {
      step.run(own, images);
    }
    return (System.nanoTime() - start) * 1e-9;
  }

  /** Returns the memory with that many images at a time, MiB. */
  public double mb(int images) {
    return fixedMb + images * perImageMb + Math.min(1, images / chunkImages) * chunkMb;
  }

  /** Returns the most images at a time, up to a number, that fit a memory, MiB; 0 if none does. */
  public int most(double availableMb, int images) {
    int most = images;
    while (most > 0 && !(mb(most) <= availableMb)) { // so that of an unknown size none fits
      most--;
    }
    return most;
  }
}
