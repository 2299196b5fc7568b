package io.ats.experiments.train;

/** Thrown when the loss is no longer a finite number. */
public final class DivergedException extends RuntimeException {

  /** Creates the exception. */
  public DivergedException(float loss, int epoch, int step) {
    super(
        "loss is %s at epoch %d, step %d: training diverged; lower training.learning-rate or set training.clip-norm"
            .formatted(loss, epoch, step));
  }
}
