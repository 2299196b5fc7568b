package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.ats.core.Aggregator;
import io.ats.core.Batch;
import io.ats.core.Border;
import io.ats.core.Dataset;
import io.ats.core.PatchSelector;
import io.ats.core.Split;
import io.ats.core.aggregators.CrossAttentionFactory;
import io.ats.core.encoders.LeNetFactory;
import io.ats.core.encoders.LeNetOptions;
import io.ats.core.model.PatchClassifier;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.selectors.AllPatchesFactory;
import io.ats.core.selectors.AllPatchesOptions;
import io.ats.datasets.megapixel.MegapixelMnistFactory;
import io.ats.datasets.megapixel.MegapixelMnistOptions;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.Memory;
import io.ats.topk.ips.IterativeSelection;
import io.ats.topk.ips.IterativeSelectionOptions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The most memory that a process needs which does one training step on one image of megapixel
 * MNIST, with a tiling of candidates, {@code lenet} and {@code cross-attention}.
 *
 * @param selector {@code ips} or {@code all-patches}
 * @param side {@code H = W} of the canvas
 * @param patchSize {@code h = w}, the tiling's too
 * @param patches {@code M} of {@code ips}
 * @param iteration {@code I} of {@code ips}
 * @param channels of the encoder
 */
record StepMemory(
    String selector, int side, int patchSize, int patches, int iteration, int channels) {

  private static final int VIEW = 60;

  /** A small young generation, so that garbage of the host is not mistaken for need. */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xmn16m", "-Dai.djl.pytorch.num_threads=1");

  /** Runs in the process that is measured: answers with its peak, in MiB. */
  public static void main(String[] arguments) {
    StepMemory own =
        new StepMemory(
            arguments[0],
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]));
    own.step();
    Child.answer(Memory.peakMb(Device.cpu()));
  }

  /**
   * Starts a process of its own, and returns its greatest resident size, MiB; NaN where the system
   * does not tell.
   *
   * @throws IllegalStateException if it fails, with what it said
   */
  double peakMb() {
    List<String> arguments =
        Stream.concat(
                Stream.of(selector),
                Stream.of(side, patchSize, patches, iteration, channels).map(Object::toString))
            .toList();
    return Child.run(StepMemory.class, option -> true, OPTIONS, arguments)[0];
  }

  private void step() {
    Dataset dataset =
        new MegapixelMnistFactory()
            .open(
                new MegapixelMnistOptions(
                    MegapixelMnistOptions.Task.MAJORITY,
                    side,
                    side,
                    1,
                    1,
                    1,
                    50,
                    50,
                    5,
                    3,
                    (double) VIEW / side,
                    ""),
                1);
    try (Learner learner = learner(dataset);
        NDManager own = learner.manager().newSubManager()) {
      Engine.getInstance().setRandomSeed(1);
      Batch batch = dataset.batch(own, Split.TRAIN, 0);
      float loss = learner.step(batch.views(), batch.labels(), 0.5, 1).loss();
      if (!Float.isFinite(loss)) {
        throw new IllegalStateException(this + " has loss " + loss);
      }
    }
  }

  private Learner learner(Dataset dataset) {
    CrossAttentionFactory attention = new CrossAttentionFactory();
    Aggregator aggregator = attention.create(attention.defaults());
    PatchSelector chosen;
    int count;
    if (selector.equals("ips")) {
      count = patches;
      chosen =
          new IterativeSelection(
              new IterativeSelectionOptions(
                  patches, iteration, patchSize, 0, true, false, Border.ZERO),
              dataset.image());
    } else {
      AllPatchesFactory all = new AllPatchesFactory();
      AllPatchesOptions options = new AllPatchesOptions(patchSize);
      count = all.patches(options, dataset.image());
      chosen = all.create(options, dataset.image());
    }
    return new Learner(
        new PatchClassifier(
            chosen,
            new LeNetFactory().create(new LeNetOptions(channels, 2, 1)),
            aggregator,
            dataset.task().classes()),
        new Objective(dataset.task(), ObjectiveOptions.DEFAULTS),
        TrainingConfig.DEFAULTS,
        dataset.image(),
        count,
        new int[] {patchSize, patchSize},
        NDManager.newBaseManager(Device.cpu()),
        1);
  }
}
