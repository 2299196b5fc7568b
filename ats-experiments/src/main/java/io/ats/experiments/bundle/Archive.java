package io.ats.experiments.bundle;

import io.ats.experiments.results.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A folder as a compressed archive; the system's {@code tar} makes it. */
final class Archive {

  private Archive() {}

  /**
   * Writes the archive.
   *
   * @param file is there only when it is whole
   * @param folder is in it by its name
   */
  static void write(Path file, Path folder) throws IOException {
    Path errors = Files.createTempFile("ats-tar", ".err"); // a pipe could fill up
    Process tar =
        new ProcessBuilder(
                "tar",
                "--create",
                "--file=-",
                "--sort=name",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--mode=u+w,go=u-w",
                "--directory=" + folder.getParent(),
                folder.getFileName().toString())
            .redirectError(errors.toFile())
            .start();
    try {
      RunFiles.write(
          file,
          out -> {
            GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16); // out stays open
            tar.getInputStream().transferTo(compressed);
            compressed.finish();
            int status = tar.onExit().join().exitValue();
            if (status != 0) {
              throw new IOException("tar ended with " + status + ": " + Files.readString(errors));
            }
          });
    } finally {
      tar.destroy();
      Files.delete(errors);
    }
  }
}
