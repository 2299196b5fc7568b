package io.ats.core.data;

/** The three parts of a dataset; nothing is ever chosen on {@link #TEST}. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST
}
