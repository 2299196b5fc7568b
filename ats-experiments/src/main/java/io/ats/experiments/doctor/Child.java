package io.ats.experiments.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Another program, which may crash or hang. */
final class Child {

  private Child() {}

  /**
   * What it said.
   *
   * @param status its exit status; empty if it was ended because it took too long
   * @param text its output and errors
   */
  record Answer(OptionalInt status, String text) {}

  /** Runs a command; its output goes to a file, so that it cannot block. */
  static Answer run(List<String> command, long seconds) throws IOException, InterruptedException {
    Path out = Files.createTempFile("ats-doctor", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      return new Answer(
          ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(),
          new String(Files.readAllBytes(out), StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(out);
    }
  }
}
