package io.ats.experiments.run;

/** Thrown in a trial's process when its launcher has ended: no failure of the trial. */
public final class LauncherGoneException extends RuntimeException {

  /** Creates the exception. */
  public LauncherGoneException() {
    super("the launcher is gone; run the same ./ats run again to go on from the last epoch");
  }
}
