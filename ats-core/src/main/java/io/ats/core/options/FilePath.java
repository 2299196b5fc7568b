package io.ats.core.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files and folders, as options name them. */
public final class FilePath {

  private static final int LONGEST = 4096;

  private FilePath() {}

  /**
   * Returns the absolute path of a file or folder that an option names, so that a trial that is
   * repeated from another folder reads the same; empty if the option is.
   *
   * @param key the option
   * @param kind file or folder, for the message
   * @throws OptionException if there cannot be such a path
   */
  public static String absolute(String key, String kind, String path) {
    if (path.length() > LONGEST || !Printable.is(path)) {
      throw bad(key, kind, path, "at most " + LONGEST + " printable characters are possible");
    }
    try {
      return path.isEmpty() ? "" : Path.of(path).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      throw bad(key, kind, path, e.getReason());
    }
  }

  private static OptionException bad(String key, String kind, String path, String reason) {
    return new OptionException(
        "%s must be the path of a %s, got '%s': %s; correct it"
            .formatted(key, kind, Printable.shown(path), reason));
  }
}
