package io.ats.datasets.pyramid;

import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;

/**
 * A folder of files that can be made again. Each is written under another name and then renamed, so
 * that several processes may write the same one.
 */
final class CacheFolder {

  private static final String VARIABLE = "ATS_CACHE";

  private final Path folder;

  /** Takes a folder, which need not exist. */
  CacheFolder(Path folder) {
    this.folder = folder;
  }

  /** Writes a file's content. */
  interface Content {
    void write(Path part) throws IOException;
  }

  /**
   * Returns the standard folder: {@code ATS_CACHE}, else {@code ats} in {@code XDG_CACHE_HOME},
   * else {@code ~/.cache/ats}.
   */
  static Path standard(Map<String, String> environment) {
    String own = environment.getOrDefault(VARIABLE, "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        shared.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(shared);
    return base.resolve("ats").toAbsolutePath();
  }

  /** Returns where a file is, or would be. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Returns a file of the folder, writing it unless it is there.
   *
   * @throws UnwritableCacheException if the folder cannot be written, naming it and the variable
   */
  Path get(String name, Content content) {
    Path file = file(name);
    if (Files.isRegularFile(file)) {
      return file;
    }
    Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(file.getParent());
      Files.createFile(part);
    } catch (IOException e) {
      throw bad(e);
    }
    try {
      content.write(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw bad(e);
    } finally {
      delete(part);
    }
  }

  private UnwritableCacheException bad(IOException e) {
    return new UnwritableCacheException(
        "%s: expected a folder that can be written, found %s; make room or rights there, or name another by %s"
            .formatted(folder, InputFile.reason(e), VARIABLE),
        e);
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      part.toFile().deleteOnExit(); // The reason why it was to be written matters more.
    }
  }
}
