package io.ats.experiments.run;

import io.ats.datasets.scene.Fingerprint;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Copies of plugin jars in the run folder, so that a run keeps the jars that it started with. */
public final class PluginCopies {

  private static final int SHORT = 16;

  private PluginCopies() {}

  /**
   * Copies jars to {@code plugins/CHECKSUM/NAME}; returns the copies in the same order.
   *
   * @throws IOException if one cannot be read, or the run folder cannot be written
   */
  public static List<Path> of(RunFolder folder, List<Path> jars) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (Path jar : jars) {
      String checksum = Fingerprint.sha256(digest -> Fingerprint.add(digest, jar));
      Path own =
          folder
              .root()
              .toAbsolutePath()
              .normalize()
              .resolve("plugins")
              .resolve(checksum.substring(0, SHORT));
      Path copy = own.resolve(jar.getFileName());
      if (!Files.exists(copy)) {
        Files.createDirectories(own);
        RunFiles.write(copy, out -> Files.copy(jar, out));
      }
      copies.add(copy);
    }
    return copies;
  }
}
