package io.ats.saccade.transformer;

/** How much of the image a crop is read from. */
public enum TransformerKind {
  /** The source samples whatever the crop covers. */
  FULL,
  /** One tile around the crop, of the largest crop's size and a margin (Ramapuram et al., §7.3). */
  LOCALISED
}
