package io.ats.experiments.run;

/** Thrown in a trial's process when its launcher has ended; the trial has not failed. */
public final class LauncherGoneException extends RuntimeException {

  /** Creates the exception. */
  public LauncherGoneException() {
    super("the launcher has ended; repeat the ./ats run command to continue from the last epoch");
  }
}
