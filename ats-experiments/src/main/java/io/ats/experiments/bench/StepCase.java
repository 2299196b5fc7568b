package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.Batch;
import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.Split;
import io.ats.core.aggregators.MeanFactory;
import io.ats.core.encoders.LeNetFactory;
import io.ats.core.encoders.LeNetOptions;
import io.ats.core.model.PatchClassifier;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.score.ActivationKind;
import io.ats.core.score.ScorerOptions;
import io.ats.core.selectors.AttentionSampling;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.datasets.megapixel.MegapixelMnistFactory;
import io.ats.datasets.megapixel.MegapixelMnistOptions;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A size of attention sampling on megapixel MNIST.
 *
 * @param name for the table
 * @param side {@code H = W} of the canvas
 * @param batch {@code B}
 * @param patches {@code K}
 * @param patchSize {@code h = w}
 * @param scorerChannels of the scorer's two hidden convolutions
 * @param channels of the encoder's four convolutions, and {@code F}
 */
record StepCase(
    String name,
    int side,
    int batch,
    int patches,
    int patchSize,
    int scorerChannels,
    int channels) {

  /** Side of the view over side of the canvas. */
  private static final double VIEW_SCALE = 0.25;

  /** The sizes of the lite presets. */
  static final StepCase LITE =
      new StepCase("lite: 256², batch 16, 8 of 32²", 256, 16, 8, 32, 8, 32);

  /** So little arithmetic that the calls are what costs. */
  static final StepCase TINY = new StepCase("tiny: 112², batch 2, 2 of 24²", 112, 2, 2, 24, 2, 4);

  /** What a step starts from: everything of a batch that lies on the host. */
  record Input(float[] view, long[] labels, PatchSource source) {}

  AttentionSamplingOptions selector() {
    AttentionSamplingOptions defaults = AttentionSamplingOptions.DEFAULTS;
    return new AttentionSamplingOptions(
        patches,
        patchSize,
        defaults.gradient(),
        defaults.entropy(),
        defaults.entropyCap(),
        defaults.smoothing(),
        defaults.border(),
        new ScorerOptions(2, scorerChannels, ActivationKind.TANH, false, 1, 0, 1, 1));
  }

  Dataset open() {
    MegapixelMnistOptions.Task task = MegapixelMnistOptions.Task.MAJORITY;
    return new MegapixelMnistFactory()
        .open(
            new MegapixelMnistOptions(
                task, side, side, 16 * batch, 1, 1, 20, 50, 5, 3, VIEW_SCALE, ""),
            1);
  }

  Learner learner(Dataset dataset) {
    LeNetOptions encoder = new LeNetOptions(channels, 1, 1);
    MeanFactory mean = new MeanFactory();
    PatchClassifier classifier =
        new PatchClassifier(
            new AttentionSampling(selector(), dataset.image()),
            new LeNetFactory().create(encoder),
            mean.create(mean.defaults()),
            dataset.task().classes());
    return new Learner(
        classifier,
        new Objective(dataset.task(), ObjectiveOptions.DEFAULTS),
        TrainingConfig.DEFAULTS,
        dataset.image(),
        patches,
        new int[] {patchSize, patchSize},
        NDManager.newBaseManager(Device.cpu()),
        1);
  }

  BareStep bare(ImageSpec image, Learner learner) {
    return new BareStep(
        selector(), image, List.copyOf(learner.values().values()), TrainingConfig.DEFAULTS);
  }

  /** Reads all batches of the dataset, rendering the views. */
  List<Input> inputs(Dataset dataset) {
    return IntStream.range(0, dataset.size(Split.TRAIN) / batch)
        .mapToObj(i -> input(dataset, i))
        .toList();
  }

  private Input input(Dataset dataset, int index) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      int[] images = IntStream.range(index * batch, (index + 1) * batch).toArray();
      Batch read = dataset.batch(manager, Split.TRAIN, images);
      return new Input(
          read.views().low().toFloatArray(), read.labels().toLongArray(), read.views().source());
    }
  }
}
