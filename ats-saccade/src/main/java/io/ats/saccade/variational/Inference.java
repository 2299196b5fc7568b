package io.ats.saccade.variational;

/** What the latent variable is at inference; never an average over several. */
public enum Inference {
  /** One sample of the posterior a saccade. */
  SAMPLE,
  /** The posterior's mean. */
  MEAN
}
