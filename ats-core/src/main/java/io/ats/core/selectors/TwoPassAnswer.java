package io.ats.core.selectors;

/** Which patches of {@code two-pass} are weighed. */
public enum TwoPassAnswer {
  /** All patches of both passes, equally. */
  ALL,
  /** Only the one that the classifier is most sure of alone, as in the source. */
  MOST_CONFIDENT
}
