package io.ats.saccade.variational;

/** Value of the latent variable at inference; results are not averaged over several samples. */
public enum LatentInference {
  /** One posterior sample per saccade. */
  SAMPLE,
  /** The posterior mean. */
  MEAN
}
