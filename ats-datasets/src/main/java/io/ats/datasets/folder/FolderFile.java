package io.ats.datasets.folder;

import io.ats.core.data.Split;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * An image file as a folder or a table names it.
 *
 * @param file the image
 * @param name its path relative to the folder, with {@code /} between names
 * @param labels its label, or of a multi-label task its labels, maybe none
 * @param group images of a group are never in different splits; empty: a group of its own
 * @param split where it belongs; null where that is to be chosen
 * @param place where its label is written, for messages
 */
record FolderFile(
    Path file, String name, List<String> labels, String group, Split split, String place) {

  FolderFile {
    labels = List.copyOf(labels);
  }

  /** Returns a file's name relative to a folder. */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace(File.separatorChar, '/');
  }

  FolderFile in(Split other) {
    return new FolderFile(file, name, labels, group, other, place);
  }

  FolderFile of(String otherGroup) {
    return new FolderFile(file, name, labels, otherGroup, split, place);
  }
}
