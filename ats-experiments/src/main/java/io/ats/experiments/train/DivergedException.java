package io.ats.experiments.train;

import io.ats.core.data.Split;
import java.util.Locale;

/** Thrown when a loss, logit or metric is not a finite number. */
public final class DivergedException extends RuntimeException {

  private static final String REMEDY =
      ": training diverged; lower training.learning-rate or set training.clip-norm";

  /** Creates the exception for the loss of a training step. */
  public DivergedException(float loss, int epoch, int step) {
    super("loss is " + loss + " at epoch " + epoch + ", step " + step + REMEDY);
  }

  /**
   * Creates the exception for a number on a split.
   *
   * @param what the number's name
   * @param epoch number of epochs trained
   */
  public DivergedException(Split split, String what, double value, int epoch) {
    super(
        split.name().toLowerCase(Locale.ROOT)
            + " "
            + what
            + " is "
            + value
            + " after epoch "
            + epoch
            + REMEDY);
  }
}
