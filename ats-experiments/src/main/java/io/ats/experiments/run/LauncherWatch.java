package io.ats.experiments.run;

/** Ends a process that this program started as soon as its launcher's process has ended. */
public final class LauncherWatch {

  /** The system property with the launcher's process identifier. */
  private static final String PROPERTY = "ats.launcher";

  /** The exit status of a process whose launcher has ended. */
  public static final int STATUS = 3;

  private LauncherWatch() {}

  /** Returns the Java option that tells a process that this one is its launcher. */
  public static String option() {
    return "-D" + PROPERTY + "=" + ProcessHandle.current().pid();
  }

  /** Starts watching, if this process was started by a launcher. */
  public static void start() {
    Long launcher = Long.getLong(PROPERTY);
    if (launcher != null) {
      // Ending at any moment is safe: files are replaced as a whole.
      ProcessHandle.of(launcher)
          .ifPresentOrElse(
              handle -> handle.onExit().thenRun(() -> Runtime.getRuntime().halt(STATUS)),
              () -> Runtime.getRuntime().halt(STATUS));
    }
  }
}
