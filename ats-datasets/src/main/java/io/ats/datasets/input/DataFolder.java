package io.ats.datasets.input;

import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Folders with published files, as options name them. */
public final class DataFolder {

  private static final int LONGEST = 4096;

  private DataFolder() {}

  /**
   * Returns the absolute path of a folder that an option names, so that a trial that is repeated
   * from another folder reads the same files; empty if the option is.
   *
   * @param key the option
   * @throws OptionException if there cannot be such a path
   */
  public static String absolute(String key, String folder) {
    if (folder.length() > LONGEST || !Printable.is(folder)) {
      throw bad(key, folder, "at most " + LONGEST + " printable characters are possible");
    }
    try {
      return folder.isEmpty() ? "" : Path.of(folder).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      throw bad(key, folder, e.getReason());
    }
  }

  private static OptionException bad(String key, String folder, String reason) {
    return new OptionException(
        "%s must be the path of a folder, got '%s': %s; correct it"
            .formatted(key, Printable.shown(folder), reason));
  }
}
