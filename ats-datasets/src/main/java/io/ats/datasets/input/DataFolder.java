package io.ats.datasets.input;

import io.ats.core.options.FilePath;

/** Folders with published files, as options name them. */
public final class DataFolder {

  private DataFolder() {}

  /**
   * Returns the absolute path of a folder that an option names, so that a trial that is repeated
   * from another folder reads the same files; empty if the option is.
   *
   * @param key the option
   * @throws io.ats.core.options.OptionException if there cannot be such a path
   */
  public static String absolute(String key, String folder) {
    return FilePath.absolute(key, "folder", folder);
  }
}
