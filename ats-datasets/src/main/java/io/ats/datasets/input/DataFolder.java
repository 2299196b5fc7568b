package io.ats.datasets.input;

import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Folders with published files, as options name them. */
public final class DataFolder {

  private DataFolder() {}

  /**
   * Returns the absolute path of a folder that an option names, so that a trial that is repeated
   * from another folder reads the same files; empty if the option is.
   *
   * @param key the option
   * @throws OptionException if there cannot be such a path
   */
  public static String absolute(String key, String folder) {
    try {
      return folder.isEmpty() ? "" : Path.of(folder).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      throw new OptionException(
          "%s must be the path of a folder, got '%s': %s; correct it"
              .formatted(key, Printable.shown(folder), e.getReason()));
    }
  }
}
