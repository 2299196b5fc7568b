package io.ats.topk.perturbed;

/** What a trained selector reads. */
public enum Inference {
  /** The K patches of the largest scores. */
  HARD,
  /** Mixtures, as in training, with the noise of training's end. */
  PERTURBED
}
