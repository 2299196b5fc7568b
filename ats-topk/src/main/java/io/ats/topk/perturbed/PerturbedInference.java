package io.ats.topk.perturbed;

/** The patches that {@code perturbed-topk} reads at inference. */
public enum PerturbedInference {
  /** The patches of the K largest scores. */
  HARD,
  /** Blends, as in training, with the final {@code σ}. */
  PERTURBED
}
