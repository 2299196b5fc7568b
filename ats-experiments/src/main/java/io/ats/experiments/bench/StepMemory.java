package io.ats.experiments.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.ats.core.Border;
import io.ats.core.aggregators.CrossAttentionOptions;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.encoders.LeNet;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.selectors.AllPatchesOptions;
import io.ats.datasets.scene.ImageOptions;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.trial.Memory;
import io.ats.topk.ips.IterativeSelectionOptions;
import java.util.List;

/**
 * The peak memory of a process that does one training step on one image of megapixel MNIST, with a
 * tiling of candidates, {@code lenet} and {@code cross-attention}.
 *
 * @param selector {@code ips} or {@code all-patches}
 * @param side {@code H = W} of the canvas
 * @param patchSize {@code h = w}, also of the tiling
 * @param patches {@code M} of {@code ips}
 * @param iteration {@code I} of {@code ips}
 * @param channels of the encoder
 * @param device as for {@code run}
 */
record StepMemory(
    String selector,
    int side,
    int patchSize,
    int patches,
    int iteration,
    int channels,
    String device) {

  private static final int VIEW = 60;

  /** A small young generation, so that garbage on the heap adds little. */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xmn16m", "-Dai.djl.pytorch.num_threads=1");

  /** Does the step in a child, and answers with the child's peak, MiB. */
  public static void main(String[] arguments) throws JsonProcessingException {
    StepMemory question = Child.question(arguments, StepMemory.class);
    question.step();
    Child.answer(Memory.peakMb(Devices.of(question.device)));
  }

  /**
   * Returns the largest resident size of a child that does the step, MiB; NaN if unknown.
   *
   * @throws IllegalStateException if the child fails, with its output
   */
  double peakMb() {
    return Child.run(StepMemory.class, OPTIONS, this)[0];
  }

  private void step() {
    Dataset dataset =
        Setups.megapixelMnist(new ImageOptions(side, side, 1, 1, 1, (double) VIEW / side), 50);
    SelectorSpec chosen =
        selector.equals("ips")
            ? new IterativeSelectionOptions(
                new PatchOptions(patches, patchSize, Border.ZERO), iteration, 0, true, false)
            : new AllPatchesOptions(patchSize);
    try (Learner learner =
            Setups.learner(
                chosen,
                new LeNet(channels, 2, 1),
                CrossAttentionOptions.DEFAULTS,
                dataset.task(),
                dataset.image(),
                Devices.of(device));
        NDManager own = learner.manager().newSubManager()) {
      Engine.getInstance().setRandomSeed(1);
      Batch batch = dataset.batch(own, Split.TRAIN, 0);
      float loss = learner.step(batch.views(), batch.labels(), 0.5, 1).loss();
      if (!Float.isFinite(loss)) {
        throw new IllegalStateException(this + " has loss " + loss);
      }
    }
  }
}
