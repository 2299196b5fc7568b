package io.ats.experiments.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Another program, which may crash or hang. */
public final class Program {

  /** One that waits for a dead file system does not end even so. */
  private static final long KILL_SECONDS = 5;

  private Program() {}

  /**
   * What it said.
   *
   * @param status its exit status; empty if it was ended because it took too long
   * @param out its output
   * @param err its errors; empty if they were redirected to the output
   */
  public record Answer(OptionalInt status, String out, String err) {}

  /** Thrown if a program cannot be started. */
  public static final class NotStartedException extends IOException {
    private static final long serialVersionUID = 1;

    private NotStartedException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Runs a program; its output goes to files, so that it cannot block.
   *
   * @param started is given the process
   * @throws InterruptedException if this thread is; the program is ended then
   * @throws NotStartedException if it cannot be started
   */
  public static Answer run(ProcessBuilder program, long seconds, Consumer<Process> started)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("ats-program", ".out");
    Path err = Files.createTempFile("ats-program", ".err");
    try {
      program.redirectOutput(out.toFile()).redirectError(err.toFile());
      OptionalInt status = status(start(program), seconds, started);
      return new Answer(status, text(out), text(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /** Waits for a process, which does not outlive this call even if it is interrupted. */
  private static OptionalInt status(Process process, long seconds, Consumer<Process> started)
      throws IOException, InterruptedException {
    try {
      started.accept(process);
      process.getOutputStream().close();
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return OptionalInt.of(process.exitValue());
      }
      process.destroyForcibly().waitFor(KILL_SECONDS, TimeUnit.SECONDS);
      return OptionalInt.empty();
    } finally {
      process.destroyForcibly(); // does nothing to one that has ended
    }
  }

  private static Process start(ProcessBuilder program) throws NotStartedException {
    try {
      return program.start();
    } catch (IOException e) {
      throw new NotStartedException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
