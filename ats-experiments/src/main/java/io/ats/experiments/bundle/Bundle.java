package io.ats.experiments.bundle;

import ai.djl.util.ClassLoaderUtils;
import io.ats.experiments.doctor.EngineBuild;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.yaml.ConfigException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An archive that runs {@code ats} wherever it is unpacked. In its folder {@code ats} are {@code
 * bin/ats}, {@code runtime} (Java), {@code lib} (the program) and {@code engine}, which is laid out
 * as the engine's cache folder, so that nothing is unpacked or written when it is used.
 */
public final class Bundle {

  private static final String ENDING = ".tar.gz";

  /** Commit and hash of the sources, which the launcher script gives. */
  private static final List<String> PROVENANCE = List.of("commit", "code");

  private Bundle() {}

  /**
   * Writes a bundle of this process's Java and class path.
   *
   * @param withEngine whether PyTorch is in it; else one must be on the machine that uses it
   * @throws ConfigException if this Java, this system or this build cannot make one
   */
  public static void write(Path archive, boolean withEngine)
      throws IOException, InterruptedException {
    check(archive);
    Path work = workFolder(archive);
    Thread remove = new Thread(() -> remove(work)); // after an interrupt, too
    Runtime.getRuntime().addShutdownHook(remove);
    JavaRuntime.check(JavaRuntime.HOME);
    EngineBuild engine = EngineBuild.here();
    if (withEngine && engine.bundled().isEmpty()) {
      throw new ConfigException(
          "this build has no native library of PyTorch to put into a bundle; add --no-engine");
    }
    System.err.println("ats: making " + archive + " (about a minute) ...");
    Path ats = Files.createDirectory(work.resolve("ats"));
    launcher(ats);
    new Libraries(classPath(), engine.classifier(), withEngine).write(ats.resolve("lib"));
    for (Map.Entry<String, String> file : engine.unpackable(withEngine).entrySet()) {
      copy(
          ClassLoaderUtils.getResource(file.getValue()),
          ats.resolve("engine").resolve(file.getKey()));
    }
    JavaRuntime.make(ats.resolve("runtime"));
    Archive.write(archive, ats);
  }

  private static void check(Path archive) {
    if (!archive.toString().endsWith(ENDING) || Files.isDirectory(archive)) {
      throw new ConfigException(
          "cannot write the bundle " + archive + ": name a file that ends in " + ENDING);
    }
  }

  private static Path workFolder(Path archive) {
    Path folder = archive.toAbsolutePath().getParent();
    try {
      return Files.createTempDirectory(folder, ".ats-bundle");
    } catch (IOException e) {
      throw new ConfigException(
          "cannot write the bundle "
              + archive
              + ": "
              + folder
              + " is no folder that you may write to; name another");
    }
  }

  private static void remove(Path folder) {
    try {
      RunFiles.deleteTree(folder);
    } catch (IOException e) {
      System.err.println("ats: cannot remove " + folder + ", which is no longer needed: " + e);
    }
  }

  private static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static void launcher(Path ats) throws IOException {
    Path start = ats.resolve("bin/ats");
    copy(Bundle.class.getResource("ats"), start);
    Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path library = Files.createDirectory(ats.resolve("lib"));
    copy(Bundle.class.getResource("start"), library.resolve("start"));
    for (String each : PROVENANCE) {
      Files.writeString(library.resolve(each), System.getProperty("ats." + each, "unknown") + "\n");
    }
  }

  private static void copy(URL resource, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (InputStream in = resource.openStream()) {
      Files.copy(in, file);
    }
  }
}
