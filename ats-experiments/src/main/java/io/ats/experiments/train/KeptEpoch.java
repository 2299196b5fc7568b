package io.ats.experiments.train;

/** An epoch whose parameters a checkpoint keeps. */
public enum KeptEpoch {
  /** The last; {@code predictions.csv} and {@code test_accuracy} are of it. */
  LAST,
  /** The one best on validation, the first of equals; {@code best_test_accuracy} is of it. */
  BEST
}
