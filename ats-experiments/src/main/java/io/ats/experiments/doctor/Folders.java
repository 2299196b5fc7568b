package io.ats.experiments.doctor;

import io.ats.experiments.yaml.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Folders that are written to: whether they can be, and the space there. */
final class Folders {

  private static final double MEBIBYTE = 1024 * 1024;

  /** The checkpoints, pictures and report of a small suite, MiB, rounded up. */
  private static final double RUN_MB = 100;

  private Folders() {}

  /** Looks at the folder to which the engine unpacks its native library. */
  static Finding cache() throws IOException {
    EngineBuild build = EngineBuild.here();
    return build.unpacked()
        ? Finding.ok(build.cache() + "; what the engine unpacks is there")
        : cache(build.cache(), build.bundled());
  }

  static Finding cache(Path cache, Optional<BundledLibrary> library) {
    String fix = "set DJL_CACHE_DIR to a folder that you may write to, with space for the library";
    if (library.isEmpty()) {
      return folder(cache, 0, "the build has no native library to unpack there", fix);
    }
    return folder(
        cache,
        library.get().sizeMb(),
        "the native library, "
            + Machine.gib(library.get().sizeMb())
            + ", is unpacked there on first use",
        fix);
  }

  /** Looks at the folder in which runs are kept. */
  static Finding runs(Path folder) {
    return folder(
        folder,
        RUN_MB,
        "a small suite takes up to " + (int) RUN_MB + " MiB",
        "go to another folder, or give one with --out");
  }

  /**
   * Judges a folder, which need not exist yet.
   *
   * @param neededMb the least space, MiB
   */
  static Finding folder(Path folder, double neededMb, String about, String fix) {
    Path existing = folder.toAbsolutePath().normalize();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      if (existing == null || !Files.isDirectory(existing)) {
        return Finding.wrong("cannot write " + folder + ": " + existing + " is no folder", fix);
      }
      Files.delete(Files.createTempFile(existing, ".ats", ".try"));
      double freeMb = existing.toFile().getUsableSpace() / MEBIBYTE;
      String found = folder + ", " + Machine.gib(freeMb) + " free; " + about;
      return freeMb < neededMb
          ? Finding.wrong(found, "free some space there, or " + fix)
          : Finding.ok(found);
    } catch (IOException e) {
      return Finding.wrong("cannot write " + folder + " (" + FileProblem.reason(e) + ")", fix);
    }
  }
}
