package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.data.Dataset;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Task;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.objective.Answer;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.ScoredOptions;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.datasets.megapixel.MegapixelMnistOptions;
import io.ats.datasets.megapixel.MegapixelTask;
import io.ats.datasets.scene.ImageOptions;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.train.Learner;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.perturbed.PerturbedInference;
import io.ats.topk.perturbed.PerturbedTopKOptions;

/** Data and models that several benchmarks measure. */
final class Setups {

  private Setups() {}

  /** Opens megapixel MNIST with 5 digits and this many noise stamps, the task majority. */
  static Dataset megapixelMnist(ImageOptions images, int noise) {
    return new MegapixelMnistOptions(MegapixelTask.MAJORITY, images, noise, 50, 5, 3, "").open(1);
  }

  /** Returns attention sampling with its default regulariser and gradient. */
  static AttentionSamplingOptions attentionSampling(
      int patches, int patchSize, ConvolutionalScorerOptions scorer) {
    AttentionSamplingOptions defaults = AttentionSamplingOptions.DEFAULTS;
    return new AttentionSamplingOptions(
        new ScoredOptions(
            new PatchOptions(patches, patchSize, Border.ZERO),
            defaults.scored().entropy(),
            defaults.scored().entropyCap(),
            scorer.named()),
        defaults.gradient(),
        defaults.smoothing());
  }

  /** Returns perturbed top-K with its default options, whose noise does not end. */
  static PerturbedTopKOptions perturbedTopK(
      int patches, int patchSize, PerturbedInference inference) {
    PerturbedTopKOptions defaults = PerturbedTopKOptions.DEFAULTS;
    ScoredOptions scored = defaults.topK().scored();
    return new PerturbedTopKOptions(
        new TopKOptions(
            new ScoredOptions(
                new PatchOptions(patches, patchSize, Border.ZERO),
                scored.entropy(),
                scored.entropyCap(),
                scored.scorer()),
            defaults.topK().normalisation()),
        defaults.samples(),
        defaults.sigma(),
        false,
        defaults.gradient(),
        defaults.baseline(),
        defaults.noise(),
        inference);
  }

  /** Creates an untrained learner on a device, with the default training options. */
  static Learner learner(
      SelectorSpec selector,
      EncoderSpec encoder,
      AggregatorSpec aggregator,
      Task task,
      ImageSpec image,
      Device device) {
    return new Learner(
        new PatchClassifier(
            selector.create(image),
            encoder.create(),
            aggregator.create(task),
            task.classes(),
            logits -> Answer.confidence(task, logits)),
        InputTransform.NONE,
        new Objective(task, ObjectiveOptions.DEFAULTS),
        TrainingConfig.DEFAULTS,
        image,
        selector.patches(image),
        selector.patchSize(image),
        NDManager.newBaseManager(device),
        1);
  }
}
