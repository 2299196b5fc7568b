package io.ats.topk.perturbed;

/** The noise in the gradient {@code (1/(σN)) Σ_n ⟨G,Y_n⟩ Z_n} of perturbed top-K. */
public enum PerturbedGradient {
  /** Its conditional mean given the chosen set, {@link ConditionalNoise}. Ours. */
  CONDITIONAL,
  /** As it was drawn (Cordonnier et al., CVPR 2021). */
  SAMPLED
}
