package io.ats.saccade.variational;

/** How the classification loss and the view's bound are combined. */
public enum BoundForm {
  /** Their sum, the negative lower bound (Ramapuram et al., Eq. 5). */
  SUM,
  /** Their product per image, as in the paper's public code. */
  PRODUCT
}
