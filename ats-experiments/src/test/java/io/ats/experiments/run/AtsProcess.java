package io.ats.experiments.run;

import io.ats.experiments.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ats} in a process group of its own, as a shell starts it; Linux only. */
public final class AtsProcess {

  private static final long PATIENCE_SECONDS = 300;

  private final Process process;

  private AtsProcess(Process process) {
    this.process = process;
  }

  /** Starts a command; what it prints goes to the end of a file. */
  public static AtsProcess start(Path output, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(JavaCommand.of(argument -> true, List.of()));
    command.add(Main.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    // Trials of seconds spend most of them in the compiler.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return new AtsProcess(builder.start());
  }

  /** Returns whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Returns the processes that it has started and that run. */
  public List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Sends a signal, to the whole group or to the launcher alone. */
  public void signal(String name, boolean group) throws Exception {
    signal(name, (group ? "-" : "") + process.pid());
  }

  /** Sends a signal to a process, or, after a minus, to a process group. */
  public static void signal(String name, String target) throws Exception {
    int status =
        new ProcessBuilder("bash", "-c", "kill -" + name + " -- " + target).start().waitFor();
    if (status != 0) {
      throw new IllegalStateException("kill ended with " + status);
    }
  }

  /** Waits for the end and returns the status; 128 + n is signal n. */
  public int end() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("did not end");
    }
    return process.exitValue();
  }

  /** Returns the processes, of anyone's, that have a run's folder in their command line. */
  public static List<ProcessHandle> at(Path run) {
    return ProcessHandle.allProcesses()
        .filter(handle -> handle.pid() != ProcessHandle.current().pid())
        .filter(handle -> handle.info().commandLine().orElse("").contains(run.toString()))
        .toList();
  }
}
