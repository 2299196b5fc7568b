package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.aggregators.Mean;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.encoders.LeNet;
import io.ats.core.score.ActivationKind;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.Padding;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.datasets.scene.ImageOptions;
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

  /** So little arithmetic that the calls dominate the cost. */
  static final StepCase TINY = new StepCase("tiny: 112², batch 2, 2 of 24²", 112, 2, 2, 24, 2, 4);

  /** The input of a step: a batch on the host. */
  record Input(float[] view, long[] labels, PatchSource source) {}

  private AttentionSamplingOptions selector() {
    return Setups.attentionSampling(
        patches,
        patchSize,
        new ConvolutionalScorerOptions(
            List.of(scorerChannels, scorerChannels),
            ActivationKind.TANH,
            Padding.SAME,
            false,
            1,
            1,
            1));
  }

  Dataset open() {
    return Setups.megapixelMnist(new ImageOptions(side, side, 16 * batch, 1, 1, VIEW_SCALE), 20);
  }

  Learner learner(Dataset dataset, Device device) {
    return Setups.learner(
        selector(), new LeNet(channels, 1, 1), new Mean(), dataset.task(), dataset.image(), device);
  }

  BareStep bare(ImageSpec image, Learner learner, Device device) {
    return new BareStep(
        selector(), image, List.copyOf(learner.values().values()), TrainingConfig.DEFAULTS, device);
  }

  /** Reads all batches of the dataset, which renders the views. */
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
