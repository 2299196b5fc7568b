package io.ats.saccade.transformer;

/** What a crop is sampled from. */
public enum TransformerKind {
  /** The image. */
  FULL,
  /** A tile around the crop, the largest crop's size plus a margin (Ramapuram et al., §7.3). */
  LOCALISED
}
