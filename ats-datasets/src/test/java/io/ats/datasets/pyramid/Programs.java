package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Other programs that read and write images. Tests are skipped, with the reason, without them. */
final class Programs {

  private Programs() {}

  /** Skips the test unless a program is installed. */
  static void need(String program, String debianPackage) {
    boolean there =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    assumeTrue(there, "no " + program + " (Debian's " + debianPackage + ")");
  }

  /** Runs a program in a folder; it has to succeed. */
  static void run(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(String.join(" ", command) + "\n" + said).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Runs {@code vips}. */
  static void vips(Path folder, String... arguments) {
    need("vips", "libvips-tools");
    run(folder, Stream.concat(Stream.of("vips"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** Runs ImageMagick's {@code convert}. */
  static void convert(Path folder, String... arguments) {
    need("convert", "imagemagick");
    run(folder, Stream.concat(Stream.of("convert"), Stream.of(arguments)).toArray(String[]::new));
  }
}
