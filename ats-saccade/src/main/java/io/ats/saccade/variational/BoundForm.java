package io.ats.saccade.variational;

/** How the classification loss and the view's bound are combined. */
public enum BoundForm {
  /** Their sum, the lower bound of the text (Ramapuram et al., Eq. 5). */
  SUM,
  /** Their product an image, as in the source's public code. */
  PRODUCT
}
