package io.ats.experiments.predict;

import io.ats.datasets.input.InputFile;
import io.ats.experiments.yaml.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The images that a command names: files, all files of folders, and lists of files. */
public final class ImageNames {

  /** Names standard input, which is a list. */
  public static final String STANDARD_INPUT = "-";

  private final List<Path> found = new ArrayList<>();

  /**
   * Adds a file, or the files of a folder and those in it; names that begin with a point do not.
   */
  public void add(Path named) {
    if (!Files.isDirectory(named)) {
      found.add(named);
      return;
    }
    try (Stream<Path> all = Files.walk(named, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          all.filter(file -> !Files.isDirectory(file) && !hidden(named, file)).sorted().toList();
      if (files.isEmpty()) {
        throw new ConfigException(named + " has no files; name a folder with images");
      }
      found.addAll(files);
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigException(named + " cannot be read: " + InputFile.reason(e));
    }
  }

  private static boolean hidden(Path folder, Path file) {
    for (Path part : folder.relativize(file)) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds the files that a list names, one a line; empty lines are passed over.
   *
   * @throws IOException if it cannot be read
   */
  public void addList(BufferedReader list) throws IOException {
    for (String line = list.readLine(); line != null; line = list.readLine()) {
      if (!line.isBlank()) {
        found.add(Path.of(line.strip()));
      }
    }
  }

  /** Returns the images, in the order in which they were named. */
  public List<Path> all() {
    return List.copyOf(found);
  }
}
