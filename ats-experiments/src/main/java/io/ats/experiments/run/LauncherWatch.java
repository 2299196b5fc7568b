package io.ats.experiments.run;

/**
 * Ends a trial's process when its launcher ends, however that ended and whatever the trial does.
 */
public final class LauncherWatch {

  /** Holds the launcher's process number. */
  static final String PROPERTY = "ats.launcher";

  /** How a process ends whose launcher has gone. */
  public static final int STATUS = 3;

  private LauncherWatch() {}

  /** Begins to watch, if this process was started by a launcher. */
  public static void start() {
    Long launcher = Long.getLong(PROPERTY);
    if (launcher != null) {
      // Files are replaced whole, so that to end at any moment does no harm.
      ProcessHandle.of(launcher)
          .ifPresentOrElse(
              handle -> handle.onExit().thenRun(() -> Runtime.getRuntime().halt(STATUS)),
              () -> Runtime.getRuntime().halt(STATUS));
    }
  }
}
