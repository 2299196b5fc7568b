package io.ats.experiments.bundle;

import io.ats.experiments.results.Reason;
import io.ats.experiments.trial.Program;
import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A trimmed copy of the Java that runs this, made by its {@code jlink}. */
final class JavaRuntime {

  /** All of standard Java, for plugins, and what the program and its libraries use besides. */
  private static final String MODULES =
      "java.se,jdk.unsupported,jdk.management,jdk.zipfs,jdk.crypto.ec";

  /** For a screen, or sound. They need libraries that a machine without has not. */
  private static final List<String> UNUSED =
      List.of("libawt_xawt.so", "libjawt.so", "libsplashscreen.so", "libjsound.so");

  /** What every machine has, and must have of its own: the libraries of C and C++. */
  private static final Pattern OF_SYSTEM =
      Pattern.compile("(ld-linux.*|lib(c|m|dl|pthread|rt|stdc\\+\\+|gcc_s))\\.so.*");

  private static final Pattern LINKED = Pattern.compile("(?m)^\\s+(\\S+) => (/\\S+)");
  static final Path HOME = Path.of(System.getProperty("java.home"));
  private static final long SECONDS = 60;

  private JavaRuntime() {}

  /**
   * Checks that this Java can be copied.
   *
   * @throws ConfigException if it cannot, naming the fix
   */
  static void check(Path home) {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new ConfigException("a bundle is for Linux; make it there");
    }
    if (!Files.isDirectory(home.resolve("jmods")) || jlink() == null) {
      throw new ConfigException(
          "the Java in "
              + home
              + " has no jmods or no jlink, which make the Java of a bundle; put a complete JDK of"
              + " version 17 or later first on the path, such as Debian's openjdk-17-jdk-headless");
    }
  }

  private static ToolProvider jlink() {
    return ToolProvider.findFirst("jlink").orElse(null);
  }

  /** Writes the copy. */
  static void make(Path folder) throws IOException, InterruptedException {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    // Not compressed, since the archive is: that makes it smaller, and starts faster.
    int status =
        jlink()
            .run(
                out,
                out,
                "--module-path",
                HOME.resolve("jmods").toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--vm",
                "server",
                "--output",
                folder.toString());
    if (status != 0) {
      throw new IOException("jlink failed: " + Reason.firstLine(said.toString()));
    }
    Path libraries = folder.resolve("lib");
    for (String name : UNUSED) {
      Files.deleteIfExists(libraries.resolve(name));
    }
    addLinked(libraries);
    FallbackFont.add(libraries);
  }

  /** Adds the system's libraries that those of Java are linked to, where a distribution does so. */
  private static void addLinked(Path libraries) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ldd"));
    try (Stream<Path> all = Files.list(libraries)) {
      all.map(Path::toString).filter(name -> name.endsWith(".so")).sorted().forEach(command::add);
    }
    Program.Answer answer = Program.run(new ProcessBuilder(command), SECONDS, process -> {});
    for (MatchResult each : LINKED.matcher(answer.out()).results().toList()) {
      Path copy = libraries.resolve(each.group(1));
      if (!OF_SYSTEM.matcher(each.group(1)).matches()
          && !each.group(2).startsWith(libraries.toString())
          && !Files.exists(copy)) {
        Files.copy(Path.of(each.group(2)), copy);
      }
    }
  }
}
